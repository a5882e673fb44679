import { eraseExpired, RETENTION_DAYS } from '@lianchuang/db/accounts/erase';
import { open } from '@lianchuang/db/client';
import { metered, noCost } from '@lianchuang/db/meter';
import { numbered, type Calls } from '@lianchuang/db/testing/faults';
import { keepChoices } from '@lianchuang/db/unlogged';
import { DEFAULT_CHOICES } from '@lianchuang/domain/notifications';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { anApp, went } from '../../test/app-under-test.ts';
import { aCast, act, aRegisteredConsortium, aSubmittedFiling, clock, partners, type Cast } from '../../test/cases.ts';
import worker from '../index.ts';
import type { Delivery, Mail } from '../platform/delivery.ts';
import { mailOf } from '../platform/mail.ts';
import { setClock } from '../platform/clock.ts';
import { closeDigests } from './close-digests.ts';
import { drainOutbox } from './send-outbox.ts';

const app = anApp();
const db = open(app.env.DB, app.env.SEARCH);
const FIVE_MINUTES = 5 * 60_000;
const BELL = { messages: [{ body: {} }] };
let cast: Cast;
let members: Awaited<ReturnType<typeof partners>>;
const alarms: string[] = [];

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((line: string) => alarms.push(line));
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  members = await partners(cast.partner, 3, 2);
}, 60_000);
afterAll(() => {
  setClock();
  vi.restoreAllMocks();
});
beforeEach(async () => {
  alarms.length = 0;
  await app.env.DB.batch(['outbox', 'kept_messages'].map((table) => app.env.DB.prepare(`DELETE FROM ${table}`)));
});

const all = async (sql: string, ...values: unknown[]) =>
  (
    await app.env.DB.prepare(sql)
      .bind(...values)
      .all<Record<string, unknown>>()
  ).results;
const sent = async () =>
  (await all('SELECT message_id FROM kept_messages ORDER BY message_id')).map((row) => row['message_id']);
const waiting = () => all('SELECT id, attempts, set_aside_at FROM outbox WHERE done_at IS NULL');

/** A correction that the lead is asked for: one urgent notification, one mail, since the lead has no number. */
async function aCorrection(on = app) {
  const at = clock('2026-06-01 09:00');
  const filing = await aSubmittedFiling(cast, { members });
  await drainOutbox(db, at, { post: posting(mailOf(app.env, db)) });
  await app.env.DB.prepare('DELETE FROM kept_messages').run();
  const clerk = { ...cast.clerk, post: on === app ? cast.clerk.post : through(on, cast.clerk.cookie) };
  const items = [{ code: 'other', pointer: '', text: '请核对。' }];
  went(await act(clerk, filing, 'request_correction', { items }));
  return at;
}
const through =
  (on: typeof app, cookie: string) =>
  <T>(path: string, body?: unknown, headers: Record<string, string> = {}) =>
    on.post<T>(path, body, { Cookie: cookie, ...headers });
const posting = (mail: Mail | null) => ({ mail, sms: null, origin: 'http://localhost' });

/** A carrier that answers as told, and remembers what was handed to it. */
function carrier(...answers: Delivery['is'][]) {
  const handed: string[] = [];
  const mail: Mail = {
    send({ id }) {
      handed.push(id);
      const is = answers[handed.length - 1] ?? answers.at(-1) ?? 'taken';
      return Promise.resolve(is === 'taken' ? { is } : { is, why: '理由' });
    },
  };
  return { mail, handed };
}

describe('a notification', () => {
  it('is one, and sent once, however often and however many at once the bell rings (G25)', async () => {
    await aCorrection();
    await Promise.all(Array.from({ length: 10 }, () => worker.queue(BELL as never, app.env as never)));
    for (let nth = 0; nth < 3; nth += 1) await worker.queue(BELL as never, app.env as never);
    expect(await sent()).toHaveLength(1);
    expect(await waiting()).toEqual([]);
    const told = await all(`SELECT event_id, recipient_id FROM notifications WHERE kind = 'correction-asked'`);
    expect(new Set(told.map((row) => JSON.stringify(row))).size).toBe(told.length);
  });

  it.each([
    ['is full', () => Promise.reject(new Error('Queue is overloaded. Please back off.'))],
    ['loses what it took', () => Promise.resolve()],
    ['never answers', () => new Promise<void>(() => undefined)],
  ])('goes out with the next sweep, five minutes later, when the bell %s (G26)', async (_, send) => {
    const rung = vi.fn(send);
    const at = await aCorrection(anApp({ BELL: { send: rung } as unknown as Queue }));
    expect(rung).toHaveBeenCalled();
    expect(await sent()).toEqual([]);
    setClock(at + FIVE_MINUTES);
    await worker.scheduled({ cron: '*/5 * * * *' } as never, app.env as never);
    expect(await sent()).toHaveLength(1);
  });

  it.each([
    ['nobody tried yet', 0],
    ['failed before', 2],
  ])(
    'that %s is one of a hundred in a run, within what D1 answers at once; the bell asks for the next run, and what fails then is not tried over and over',
    async (_, attempts) => {
      const at = await aCorrection();
      await app.env.DB.prepare(
        `WITH RECURSIVE more(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM more WHERE n < 149)
         INSERT INTO outbox (id, jurisdiction, kind, recipient_id, payload, created_at)
         SELECT outbox.id || '-' || n, jurisdiction, kind, recipient_id, payload, created_at FROM outbox, more WHERE id = (SELECT min(id) FROM outbox WHERE kind = 'notification.mail')`,
      ).run();
      await app.env.DB.prepare('UPDATE outbox SET attempts = ?').bind(attempts).run();
      const all = (await waiting()).length;
      setClock(at + FIVE_MINUTES);
      const rung: { mostAttempts?: number }[] = [];
      const send = (body: object) => Promise.resolve(void rung.push(body));
      const env = { ...app.env, BELL: { send } as unknown as Queue };
      const cost = noCost();
      await metered(cost, () => Promise.resolve(worker.scheduled({ cron: '*/5 * * * *' } as never, env as never)));
      expect([(await sent()).length, rung]).toEqual([100, [{ mostAttempts: attempts }]]);
      expect(cost.queries).toBeLessThan(1000);
      await app.env.DB.prepare(
        `UPDATE outbox SET attempts = ? WHERE id = (SELECT max(id) FROM outbox WHERE done_at IS NULL)`,
      )
        .bind(attempts + 1)
        .run();
      await worker.queue({ messages: rung.map((body) => ({ body })) } as never, env as never);
      expect([(await sent()).length, rung.length]).toEqual([all - 1, 1]);
    },
  );

  it('for the index is one of thirty in a run, within what D1 answers at once', async () => {
    await aRegisteredConsortium(cast, { members });
    await app.env.DB.prepare(
      `WITH RECURSIVE more(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM more WHERE n < 110)
       INSERT INTO outbox (id, jurisdiction, kind, payload, created_at)
       SELECT 'again-' || n, '370200', 'consortium.index', json_object('consortiumId', (SELECT id FROM consortia LIMIT 1)), 0 FROM more`,
    ).run();
    const cost = noCost();
    const run = await metered(cost, () => drainOutbox(db, clock('2026-06-01 09:00')));
    expect(run).toEqual({ noted: 30, more: { mostAttempts: 0 } });
    expect(cost.queries).toBeLessThan(1000);
  });

  it('goes out although another job fails (G26)', async () => {
    await aCorrection();
    const failing = new Proxy(app.env.DB, {
      get: (target, name) =>
        name === 'prepare'
          ? (sql: string) => target.prepare(/"consortia"/.test(sql) ? 'SELECT nothing' : sql)
          : (Reflect.get(target, name) as (...given: unknown[]) => unknown).bind(target),
    });
    const rung = vi.fn(() => Promise.resolve());
    const env = { ...app.env, DB: failing, BELL: { send: rung } as unknown as Queue };
    await expect(worker.scheduled({ cron: '2-59/5 * * * *' } as never, env as never)).rejects.toThrow();
    // What the other jobs wrote before does not wait for the next sweep.
    expect(rung).toHaveBeenCalledOnce();
    await worker.scheduled({ cron: '*/5 * * * *' } as never, env as never);
    expect(await sent()).toHaveLength(1);
  });

  it('that can never be performed is set aside after the fifth try with an alarm, and the others go on (G27)', async () => {
    const at = await aCorrection();
    await app.env.DB.prepare(
      `INSERT INTO outbox (id, jurisdiction, kind, payload, created_at, recipient_id) VALUES ('msg_0', '370200', 'notification.mail', '{"eventId":"evt_1"}', 0, 'usr_1')`,
    ).run();
    const poison: Mail = {
      send: ({ id }) =>
        id === 'msg_0'
          ? Promise.resolve({ is: 'failed', why: '毒' })
          : carrier().mail.send({ id, to: '', subject: '', text: '' }),
    };
    const [real] = await all(
      `SELECT event_id, recipient_id FROM notifications WHERE kind = 'correction-asked' LIMIT 1`,
    );
    await app.env.DB.prepare(
      `UPDATE outbox SET payload = json_object('eventId', ?), recipient_id = ? WHERE id = 'msg_0'`,
    )
      .bind(real?.['event_id'], real?.['recipient_id'])
      .run();
    for (let nth = 0; nth < 9; nth += 1) await drainOutbox(db, at + nth * FIVE_MINUTES, { post: posting(poison) });
    expect(await waiting()).toEqual([{ id: 'msg_0', attempts: 5, set_aside_at: at + 4 * FIVE_MINUTES }]);
    expect(alarms.filter((line) => line.includes('"alarm":"set aside"'))).toHaveLength(1);
    expect(await all(`SELECT 1 FROM outbox WHERE done_at IS NOT NULL AND id <> 'msg_0'`)).not.toEqual([]);
  });

  it('that the server refuses for good is set aside at once', async () => {
    const at = await aCorrection();
    const { mail, handed } = carrier('refused');
    for (let nth = 0; nth < 3; nth += 1) await drainOutbox(db, at + nth * FIVE_MINUTES, { post: posting(mail) });
    expect(handed).toHaveLength(1);
    expect(await waiting()).toMatchObject([{ attempts: 1, set_aside_at: at }]);
  });

  it('that may have been taken is sent once more and never again (G28)', async () => {
    const at = await aCorrection();
    const { mail, handed } = carrier('unknown');
    for (let nth = 0; nth < 9; nth += 1) await drainOutbox(db, at + nth * FIVE_MINUTES, { post: posting(mail) });
    expect(handed).toHaveLength(2);
    expect(new Set(handed).size).toBe(1);
    expect(await waiting()).toMatchObject([{ attempts: 2, set_aside_at: at + FIVE_MINUTES }]);
  });

  it('that was certainly not taken is tried again and then arrives once', async () => {
    const at = await aCorrection();
    const { mail, handed } = carrier('failed', 'failed', 'unknown', 'failed', 'taken');
    for (let nth = 0; nth < 9; nth += 1) await drainOutbox(db, at + nth * FIVE_MINUTES, { post: posting(mail) });
    expect(handed).toHaveLength(5);
    expect(await waiting()).toEqual([]);
  });

  it('in whose sending the process dies is sent once more at most, whenever it dies (G26, G28)', async () => {
    const deaths = [0, 0, 0];
    const at = await aCorrection();
    await app.env.DB.prepare('DELETE FROM outbox WHERE done_at IS NOT NULL').run();
    for (let nth = 1; nth <= 8; nth += 1)
      for (const how of ['before', 'after'] as const) {
        const made: Calls = { made: 0, writing: [] };
        const dying = open(numbered(app.env.DB, made, { nth, how, lasting: true }), app.env.SEARCH);
        // What is kept is kept by the healthy database: the world outside does not die with the process.
        const post = posting(mailOf(app.env, db));
        await drainOutbox(dying, at, { post }).catch(() => undefined);
        for (let later = 1; later <= 3; later += 1) await drainOutbox(db, at + later * FIVE_MINUTES, { post });
        const times = (await sent()).length;
        expect(times, `${how} call ${nth}`).toBeGreaterThanOrEqual(1);
        expect(times, `${how} call ${nth}`).toBeLessThanOrEqual(2);
        expect(await waiting(), `${how} call ${nth}`).toEqual([]);
        deaths[times] = (deaths[times] ?? 0) + 1;
        await app.env.DB.batch([
          app.env.DB.prepare('DELETE FROM kept_messages'),
          app.env.DB.prepare(
            'UPDATE outbox SET done_at = NULL, claimed_at = NULL, attempts = 0, unknown_tries = 0 WHERE id LIKE ?',
          ).bind('msg_mail_%'),
        ]);
      }
    // Some died before it had gone, some after.
    expect(deaths[1]).toBeGreaterThan(0);
    expect(deaths[2]).toBeGreaterThan(0);
  }, 120_000);

  it('of which nobody knows any more what it said is never noted as delivered: it is set aside with an alarm', async () => {
    const at = await aCorrection();
    await app.env.DB.prepare('DELETE FROM notifications').run();
    const { mail, handed } = carrier('taken');
    await drainOutbox(db, at, { post: posting(mail) });
    expect(handed).toEqual([]);
    expect(await waiting()).toMatchObject([{ attempts: 1, set_aside_at: at }]);
    expect(alarms.filter((line) => line.includes('"alarm":"set aside"'))).toHaveLength(1);
  });

  it('to somebody who was erased or shut out meanwhile goes nowhere', async () => {
    const at = await aCorrection();
    await app.env.DB.prepare('UPDATE users SET disabled_at = 1 WHERE id = ?').bind(cast.lead.id).run();
    await drainOutbox(db, at, { post: posting(mailOf(app.env, db)) });
    await app.env.DB.prepare('UPDATE users SET disabled_at = NULL WHERE id = ?').bind(cast.lead.id).run();
    expect(await sent()).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it.each([
    ['a mail', { mail: false }, 0],
    ['no mail but texts', { text: false }, 1],
    ['nothing that can wait, and this cannot', { pace: 'never' as const }, 1],
  ])(
    'to somebody who meanwhile chose to get no more of it is held against that choice: %s',
    async (_, choice, mails) => {
      const at = await aCorrection();
      await keepChoices(db, cast.lead.id, { ...DEFAULT_CHOICES, ...choice }, at);
      await drainOutbox(db, at, { post: posting(mailOf(app.env, db)) });
      await keepChoices(db, cast.lead.id, DEFAULT_CHOICES, at);
      expect(await sent()).toHaveLength(mails);
      expect(await waiting()).toEqual([]);
    },
  );

  it.each([
    ['mails', { mail: false }, 0],
    ['what can wait', { pace: 'never' as const }, 0],
    ['the digest, but each mail at once', { pace: 'now' as const }, 1],
  ])('a digest is not sent to somebody who meanwhile shut off %s', async (_, choice, mails) => {
    await keepChoices(db, cast.partner.id, { ...DEFAULT_CHOICES, pace: 'daily' }, 0);
    clock('2026-06-01 09:00');
    await aSubmittedFiling(cast, { members });
    await app.env.DB.prepare('DELETE FROM outbox').run();
    const next = clock('2026-06-02 09:00');
    await closeDigests(db, next);
    expect(await waiting()).toHaveLength(1);
    await keepChoices(db, cast.partner.id, { ...DEFAULT_CHOICES, ...choice }, next);
    await drainOutbox(db, next, { post: posting(mailOf(app.env, db)) });
    await keepChoices(db, cast.partner.id, DEFAULT_CHOICES, next);
    expect(await sent()).toHaveLength(mails);
    expect(await waiting()).toEqual([]);
  });

  // The last one: two years on nobody is signed in any more.
  it('that waits longer than notifications are kept still says what it was to say', async () => {
    const at = await aCorrection();
    const years = at + 2 * RETENTION_DAYS.notifications * 86_400_000;
    await eraseExpired(db, years);
    await drainOutbox(db, years, { post: posting(mailOf(app.env, db)) });
    expect(await sent()).toHaveLength(1);
    await eraseExpired(db, years);
    expect(await all(`SELECT 1 FROM notifications WHERE recipient_id = ?`, cast.lead.id)).toEqual([]);
  });
});
