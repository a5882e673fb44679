import type { ConsortiumView } from '@lianchuang/contract/consortia';
import { open } from '@lianchuang/db/client';
import { numbered, type Calls } from '@lianchuang/db/testing/faults';
import { addDays } from '@lianchuang/domain/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anApp, refused, went } from '../../test/app-under-test.ts';
import { act, clock } from '../../test/cases.ts';
import { aBureau, aWorld, standOf, type Bureau } from '../../test/job-world.ts';
import worker from '../index.ts';
import type { Env } from '../platform/env.ts';
import { setClock } from '../platform/clock.ts';
import { postOf } from '../platform/post.ts';
import { closeDigests } from './close-digests.ts';
import { expireRegistrations } from './expire-registrations.ts';
import { lapseFilings } from './lapse-filings.ts';
import { sealAndPublish } from './seal-events.ts';
import { drainOutbox } from './send-outbox.ts';

const app = anApp();
const LATE = '2026-12-01 09:00';
/** Before anything is due, while some is, when all is, and long after. */
const TIMES = ['2026-06-02 09:00', '2026-06-20 09:00', '2026-07-01 00:00', LATE, '2027-03-01 09:00'];
let bureau: Bureau;
let worlds = 0;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  bureau = await aBureau(app);
}, 60_000);
afterAll(() => {
  vi.restoreAllMocks();
});

const cron = (name: string, env: Env) => worker.scheduled({ cron: name } as never, env as never);
const at = (time: string) => Date.parse(`${time.replace(' ', 'T')}+08:00`);
const dbOf = ({ DB, SEARCH }: Env) => open(DB, SEARCH);

const RUNS = {
  'every five minutes': (env: Env) => cron('2-59/5 * * * *', env),
  'every five minutes, the outbox': (env: Env) => cron('*/5 * * * *', env),
  'every ten minutes': (env: Env) => cron('*/10 * * * *', env),
  lapse: (env: Env, time: string) => lapseFilings(dbOf(env), at(time), ['mail', 'text']),
  expire: (env: Env, time: string) => expireRegistrations(dbOf(env), at(time)),
  send: (env: Env, time: string) => drainOutbox(dbOf(env), at(time), { post: postOf(env, dbOf(env)) }),
  digest: (env: Env, time: string) => closeDigests(dbOf(env), at(time)),
  bell: (env: Env) => worker.queue({ messages: [{ body: {} }] } as never, env as never),
  seal: (env: Env, time: string) => sealAndPublish(dbOf(env), env.SEALS, at(time)),
  /** A message that was performed is delivered once more. */
  'send again': async (env: Env, time: string) => {
    await env.DB.prepare(`UPDATE outbox SET done_at = NULL WHERE kind = 'consortium.index'`).run();
    await drainOutbox(dbOf(env), at(time));
  },
} satisfies Record<string, (env: Env, time: string) => Promise<unknown>>;

const run = fc.record({
  what: fc.constantFrom(...(Object.keys(RUNS) as (keyof typeof RUNS)[])),
  time: fc.constantFrom(...TIMES),
  times: fc.constantFrom(1, 1, 2, 10),
  atOnce: fc.boolean(),
  fails: fc.option(fc.record({ nth: fc.integer({ min: 1, max: 25 }), how: fc.constantFrom('before', 'after') }), {
    freq: 2,
  }),
});
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

async function perform({ what, time, times, atOnce, fails }: Run): Promise<void> {
  clock(time);
  const made: Calls = { made: 0, writing: [] };
  const over = (d1: D1Database) => (fails === null ? d1 : numbered(d1, made, fails as { nth: number; how: 'before' }));
  const env = { ...app.env, DB: over(app.env.DB), SEARCH: over(app.env.SEARCH) };
  // Two that run at once may get in each other's way: one of them then fails and leaves the rest to the next.
  const once = () => Promise.resolve(RUNS[what](env, time)).catch(() => undefined);
  if (atOnce) await Promise.all(Array.from({ length: times }, once));
  else for (let nth = 0; nth < times; nth += 1) await once();
}

/** Cron as it should be: everything in time. What happens today stands in the digest of tomorrow. */
async function regularly(): Promise<void> {
  // Each world has days of its own: a person has one digest a day.
  worlds += 1;
  const [first, second] = [addDays('2027-03-02', 2 * worlds), addDays('2027-03-02', 2 * worlds + 1)];
  for (const time of [`${first} 09:00`, `${second} 08:30`, `${second} 08:35`]) {
    clock(time);
    await cron('2-59/5 * * * *', app.env);
    await cron('*/5 * * * *', app.env);
    await cron('*/10 * * * *', app.env);
  }
}

/** How often the message was sent that was sent most often. */
async function mostMails(): Promise<number> {
  const sent = app.env.DB.prepare(
    'SELECT count(*) AS n FROM kept_messages GROUP BY message_id ORDER BY n DESC LIMIT 1',
  );
  const most = (await sent.first<number>('n')) ?? 0;
  await app.env.DB.prepare('DELETE FROM kept_messages').run();
  return most;
}

describe('jobs that run late, twice, at once, failing, or not at all', () => {
  it('bring a world to the same end as jobs that run in time', { timeout: 300_000 }, async () => {
    const reference = await aWorld(bureau);
    await regularly();
    const end = await standOf(bureau, reference);
    expect(end).toMatchObject({
      filing: [{ status: 'lapsed' }],
      consortium: [{ status: 'expired', version: 3 }],
      waiting: [],
      unsealed: [],
      rootsOutside: 'the same as inside',
      asserts: [],
      told: [
        { kind: 'submitted', inDigest: 1 },
        { kind: 'lapsed', inDigest: 1 },
      ],
      digestsTwice: [],
    });
    expect(end.filingHistory.at(-1)?.['action']).toBe('filing.lapse');
    expect(end.consortiumHistory.at(-1)?.['action']).toBe('consortium.expire');
    expect(end.index).toHaveLength(3);

    await fc.assert(
      fc.asyncProperty(fc.array(run, { maxLength: 8 }), async (schedule) => {
        const world = await aWorld(bureau);
        for (const each of schedule) await perform(each);
        await regularly();
        expect(await standOf(bureau, world)).toEqual(end);
        // A reply that was lost after the mail had gone may cost one more; nothing costs a third.
        const most = schedule.some(({ fails }) => fails !== null) ? 2 : 1;
        expect(await mostMails()).toBeLessThanOrEqual(most);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  it('and while none has run, what is read and what may be done is right all the same', async () => {
    const { filing, consortium } = await aWorld(bureau);
    clock(LATE);
    const { status } = went(await app.get<ConsortiumView>(`/consortia/${consortium}`));
    expect(status).toBe('expired');
    await refused(409, 'filing.correction-overdue', () => act(bureau.cast.lead, { id: filing }, 'resubmit'));
    setClock();
  });
});
