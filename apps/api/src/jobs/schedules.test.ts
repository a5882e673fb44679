import type { ConsortiumView } from '@lianchuang/contract/consortia';
import { open } from '@lianchuang/db/client';
import { numbered, type Calls } from '@lianchuang/db/testing/faults';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anApp, refused, went } from '../../test/app-under-test.ts';
import { act, clock } from '../../test/cases.ts';
import { aBureau, aWorld, standOf, type Bureau } from '../../test/job-world.ts';
import worker from '../index.ts';
import type { Env } from '../platform/env.ts';
import { setClock } from '../platform/clock.ts';
import { expireRegistrations } from './expire-registrations.ts';
import { lapseFilings } from './lapse-filings.ts';
import { sealAndPublish } from './seal-events.ts';
import { drainOutbox } from './send-outbox.ts';

const app = anApp();
const LATE = '2026-12-01 09:00';
/** Before anything is due, while some is, when all is, and long after. */
const TIMES = ['2026-06-02 09:00', '2026-06-20 09:00', '2026-07-01 00:00', LATE, '2027-03-01 09:00'];
let bureau: Bureau;

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
  'every five minutes': (env: Env) => cron('*/5 * * * *', env),
  'every ten minutes': (env: Env) => cron('*/10 * * * *', env),
  lapse: (env: Env, time: string) => lapseFilings(dbOf(env), at(time)),
  expire: (env: Env, time: string) => expireRegistrations(dbOf(env), at(time)),
  send: (env: Env, time: string) => drainOutbox(dbOf(env), at(time)),
  seal: (env: Env, time: string) => sealAndPublish(dbOf(env), env.SEALS, at(time)),
  /** A message that was performed is delivered once more. */
  'send again': async (env: Env, time: string) => {
    await env.DB.prepare('UPDATE outbox SET done_at = NULL').run();
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

/** Cron as it should be: everything once, in time. */
async function regularly(): Promise<void> {
  clock(LATE);
  await cron('*/5 * * * *', app.env);
  await cron('*/10 * * * *', app.env);
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
