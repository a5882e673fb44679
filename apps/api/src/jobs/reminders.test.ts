import type { FilingView } from '@lianchuang/contract/filings';
import { keepChoices } from '@lianchuang/db/unlogged';
import { DEFAULT_CHOICES } from '@lianchuang/domain/notifications';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApp, went } from '../../test/app-under-test.ts';
import { act, aDraft, clock } from '../../test/cases.ts';
import { aBureau, aForgottenCorrection, type Bureau } from '../../test/job-world.ts';
import { setClock } from '../platform/clock.ts';
import { postOf } from '../platform/post.ts';
import { raiseReminders } from './raise-reminders.ts';
import { drainOutbox } from './send-outbox.ts';

const app = anApp();
let bureau: Bureau;

beforeAll(async () => {
  bureau = await aBureau(app);
}, 120_000);
afterAll(() => {
  setClock();
});

const run = (time: string) => raiseReminders(bureau.db, clock(time));
const rowsOf = async (filingId: string) =>
  (
    await app.env.DB.prepare(
      `SELECT r.kind, r.reference, r.distance, e.action, e.version
       FROM reminders r JOIN events e ON e.subject = r.id WHERE r.filing_id = ? ORDER BY e.id`,
    )
      .bind(filingId)
      .all<{ kind: string; reference: string; distance: number; action: string; version: number }>()
  ).results;
const distances = async (filingId: string) => (await rowsOf(filingId)).map((each) => each.distance);

describe('reminders of a correction that is due on 2026-06-15', () => {
  it('every five minutes from the first day to the last each distance once, as an event, and the case stays as it is', async () => {
    const id = await aForgottenCorrection(bureau);
    const before = went(await bureau.cast.lead.get<FilingView>(`/filings/${id}`)).version;
    for (const day of ['02', '08', '11', '12', '15', '16'])
      for (const time of ['08:59', '09:00', '09:05', '18:00']) await run(`2026-06-${day} ${time}`);
    expect(await rowsOf(id)).toEqual(
      [5, 2, 1, 0].map((distance) => ({
        kind: 'correction',
        reference: '2026-06-15',
        distance,
        action: 'filing.remind',
        version: 1,
      })),
    );
    expect(went(await bureau.cast.lead.get<FilingView>(`/filings/${id}`)).version).toBe(before);
  }, 120_000);

  it('after an extension they count from the new last day', async () => {
    const id = await aForgottenCorrection(bureau);
    await run('2026-06-12 09:00');
    clock('2026-06-12 10:00');
    went(await act(bureau.cast.clerk, { id }, 'extend', { workingDays: 5, reason: '申请延期。' }));
    for (const day of ['15', '16', '18', '22', '23']) await run(`2026-06-${day} 09:00`);
    expect((await rowsOf(id)).map(({ reference, distance }) => `${reference} ${distance}`)).toEqual([
      '2026-06-15 1',
      '2026-06-23 5',
      '2026-06-23 2',
      '2026-06-23 1',
      '2026-06-23 0',
    ]);
  }, 120_000);

  it('late, twice, at once or not for days: what a run finds due is given once, what was missed is not made up for', async () => {
    const TIMES = [
      '06-08 09:00',
      '06-10 12:00',
      '06-11 09:00',
      '06-12 08:00',
      '06-12 09:30',
      '06-15 09:00',
      '06-16 00:00',
    ];
    const DUE = [5, 5, 2, 2, 1, 0, null];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ nth: fc.nat(TIMES.length - 1), atOnce: fc.integer({ min: 1, max: 3 }) }), {
          maxLength: 5,
        }),
        async (runs) => {
          const id = await aForgottenCorrection(bureau);
          for (const { nth, atOnce } of runs) {
            const at = clock(`2026-${TIMES[nth] ?? ''}`);
            await Promise.all(Array.from({ length: atOnce }, () => raiseReminders(bureau.db, at)));
          }
          const expected = new Set(runs.flatMap(({ nth }) => DUE[nth] ?? []));
          expect(new Set(await distances(id))).toEqual(expected);
          expect(await distances(id)).toHaveLength(expected.size);
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  }, 300_000);
});

describe('a reminder reaches its person by the channel that was chosen', () => {
  const PHONE = '13800000071';
  const sentOf = async (filingId: string) =>
    (
      await app.env.DB.prepare(
        `SELECT k.channel, k.recipient FROM kept_messages k JOIN outbox o ON o.id = k.message_id
         JOIN notifications n ON n.event_id = json_extract(o.payload, '$.eventId') AND n.recipient_id = o.recipient_id
         WHERE n.subject = ? AND n.kind = 'correction-due'`,
      )
        .bind(filingId)
        .all<{ channel: string; recipient: string }>()
    ).results;

  it.each([
    ['mail', { mail: true, text: false }],
    ['text', { mail: false, text: true }],
    [null, { mail: false, text: false }],
  ] as const)(
    '%s alone, and once',
    async (channel, choice) => {
      const { cast, db } = bureau;
      const { DB } = app.env;
      await DB.prepare('UPDATE users SET phone_number = ?, phone_number_verified = 1 WHERE id = ?')
        .bind(PHONE, cast.lead.id)
        .run();
      const id = await aForgottenCorrection(bureau);
      await keepChoices(db, cast.lead.id, { ...DEFAULT_CHOICES, ...choice }, 0);
      const at = clock('2026-06-08 09:00');
      for (let nth = 0; nth < 3; nth += 1) {
        await raiseReminders(db, at, ['mail', 'text']);
        await drainOutbox(db, at, { post: postOf(app.env, db) });
      }
      const to = { mail: cast.lead.email, text: PHONE };
      expect(await sentOf(id)).toEqual(channel === null ? [] : [{ channel, recipient: to[channel] }]);
      const told = await DB.prepare(`SELECT 1 FROM notifications WHERE subject = ? AND kind = 'correction-due'`)
        .bind(id)
        .all();
      expect(told.results).toHaveLength(1);
      await keepChoices(db, cast.lead.id, DEFAULT_CHOICES, 0);
    },
    120_000,
  );
});

describe('a draft that nobody goes on with', () => {
  it('members who have not signed are reminded after three days, the lead of the draft after fourteen, each once', async () => {
    clock('2026-06-01 10:00');
    const { cast, members } = bureau;
    const { id } = await aDraft(cast.lead, cast.leads.id, { members: members.slice(0, 1) });
    for (const time of ['04 09:59', '04 10:00', '04 10:05', '07 10:00', '15 10:00', '16 10:00'])
      await run(`2026-06-${time}`);
    expect((await rowsOf(id)).map((each) => each.action)).toEqual(['filing.remind_signatures', 'filing.remind_draft']);
  }, 120_000);

  it('whoever goes on with it is not reminded, and is again after another rest', async () => {
    clock('2026-06-01 10:00');
    const { cast } = bureau;
    const draft = await aDraft(cast.lead, cast.leads.id);
    clock('2026-06-14 10:00');
    went(await cast.lead.patch(`/filings/${draft.id}`, { summary: '接着写' }, { 'If-Match': `"${draft.version}"` }));
    await run('2026-06-16 10:00');
    expect(await rowsOf(draft.id)).toEqual([]);
    await run('2026-06-28 10:00');
    expect((await rowsOf(draft.id)).map((each) => each.reference)).toEqual(['2026-06-14']);
  }, 120_000);
});
