import { open } from '@lianchuang/db/client';
import { listWaiting } from '@lianchuang/db/outbox/read';
import { broken, contentsOf, faulty } from '@lianchuang/db/testing/databases';
import { changeBetween, numbered, type Calls } from '@lianchuang/db/testing/faults';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anApp } from '../../test/app-under-test.ts';
import { aBureau, aForgottenCorrection, anEndingRegistration, type Bureau } from '../../test/job-world.ts';
import { expireRegistrations } from './expire-registrations.ts';
import { lapseFilings } from './lapse-filings.ts';
import { sealAndPublish } from './seal-events.ts';
import { drainOutbox } from './send-outbox.ts';

const app = anApp();
const AT = Date.parse('2026-12-01T09:00:00+08:00');
type On = Pick<typeof app.env, 'DB' | 'SEARCH' | 'SEALS'>;
let bureau: Bureau;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  bureau = await aBureau(app);
  // Whatever the arrangement left to do is done, and every counter exists.
  await anEndingRegistration(bureau.db);
  for (const [, , work] of JOBS) await work(app.env);
}, 60_000);
afterAll(() => {
  vi.restoreAllMocks();
});

const dbOf = ({ DB, SEARCH }: On) => open(DB, SEARCH);
/** Each job, what it finds to do, and the job itself. */
const JOBS: readonly (readonly [string, () => Promise<unknown>, (on: On) => Promise<unknown>])[] = [
  ['lapse-filings', () => aForgottenCorrection(bureau), (on) => lapseFilings(dbOf(on), AT)],
  ['expire-registrations', () => anEndingRegistration(bureau.db), (on) => expireRegistrations(dbOf(on), AT)],
  ['send-outbox', () => anEndingRegistration(bureau.db), (on) => drainOutbox(dbOf(on), AT)],
  ['seal-events', () => anEndingRegistration(bureau.db), (on) => sealAndPublish(dbOf(on), on.SEALS, AT)],
];

/** A bucket whose nth call fails, with or without having taken effect. */
function numberedBucket(real: R2Bucket, calls: Calls, nth: number, how: 'before' | 'after'): R2Bucket {
  return new Proxy(real, {
    get(target, name) {
      const value = Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>;
      if (name !== 'put' && name !== 'get') return value.bind(target);
      return async (...given: unknown[]) => {
        calls.made += 1;
        if (calls.made === nth && how === 'before') throw new Error('internal error (10001)');
        const done = await value.apply(target, given);
        if (calls.made === nth) throw new Error('internal error (10001)');
        return done;
      };
    },
  });
}

const noCalls = (): Calls => ({ made: 0, writing: [] });

/** What changed; how many inner nodes a seal adds hangs on the size of the tree, so they are counted by themselves. */
function changeSince(before: Record<string, string>, after: Record<string, string>) {
  const { seal_nodes: _, ...change } = changeBetween(before, after);
  return change;
}

/** Every perfect subtree of the sealed events is there, once. */
async function expectWholeTree(): Promise<void> {
  const sizes = await app.env.DB.prepare(
    'SELECT (SELECT count(*) FROM seal_leaves) AS leaves, (SELECT count(*) FROM seal_nodes) AS nodes',
  ).first<{ leaves: number; nodes: number }>();
  let expected = 0;
  for (let width = sizes?.leaves ?? 0; width > 0; width = Math.floor(width / 2)) expected += width;
  expect(sizes?.nodes).toBe(expected);
}

/** What the undisturbed job changes, and how many calls and statements that took. */
async function undisturbed(arrange: () => Promise<unknown>, work: (on: On) => Promise<unknown>) {
  await arrange();
  const [calls, stored, lengths] = [noCalls(), noCalls(), [] as number[]];
  const before = await contentsOf();
  await work({
    DB: numbered(faulty(app.env.DB, Infinity, lengths), calls),
    SEARCH: numbered(faulty(app.env.SEARCH, Infinity, lengths), calls),
    SEALS: numberedBucket(app.env.SEALS, stored, 0, 'before'),
  });
  const change = changeSince(before, await contentsOf());
  return { change, calls: calls.made, stored: stored.made, statements: Math.max(0, ...lengths) };
}

/** Every way in which one call, one statement of a batch, or one write outside may fail. */
function* failures({ calls, stored, statements }: { calls: number; stored: number; statements: number }) {
  const { DB, SEARCH, SEALS } = app.env;
  for (const how of ['before', 'after'] as const) {
    for (let nth = 1; nth <= calls; nth += 1) {
      const made = noCalls();
      const on: On = { DB: numbered(DB, made, { nth, how }), SEARCH: numbered(SEARCH, made, { nth, how }), SEALS };
      yield { name: `${how} call ${nth}`, on };
    }
    for (let nth = 1; nth <= stored; nth += 1)
      yield { name: `${how} object ${nth}`, on: { DB, SEARCH, SEALS: numberedBucket(SEALS, noCalls(), nth, how) } };
  }
  for (let nth = 0; nth <= statements; nth += 1)
    yield { name: `at statement ${nth}`, on: { DB: faulty(DB, nth), SEARCH: faulty(SEARCH, nth), SEALS } };
}

describe('a job that fails anywhere', () => {
  it.each(JOBS)(
    '%s: the next run mends it, and the end is the same',
    { timeout: 120_000 },
    async (_, arrange, work) => {
      const clean = await undisturbed(arrange, work);
      expect(Object.keys(clean.change).length).toBeGreaterThan(0);
      let disturbed = 0;
      for (const { name, on } of failures(clean)) {
        await arrange();
        const before = await contentsOf();
        await work(on).catch(() => undefined);
        if (JSON.stringify(changeSince(before, await contentsOf())) !== JSON.stringify(clean.change)) disturbed += 1;
        await work(app.env);
        expect(changeSince(before, await contentsOf()), name).toEqual(clean.change);
        // Nothing is left for a third run, whether or not the second had anything to do.
        const mended = await contentsOf();
        await work(app.env);
        expect(await contentsOf(), name).toEqual(mended);
        for (const [, , other] of JOBS) await other(app.env);
        await expectWholeTree();
      }
      expect(disturbed).toBeGreaterThan(1);
    },
  );

  it('a search database that was away for a day is caught up with, and nobody waits behind what cannot be sent', async () => {
    const id = await anEndingRegistration(bureau.db);
    const away = open(numbered(app.env.DB, noCalls()), broken(app.env.SEARCH));
    const FIVE_MINUTES = 5 * 60_000;
    const DAY = 24 * 12 * FIVE_MINUTES;
    for (let run = 0; run < 24 * 12; run += 1) await drainOutbox(away, AT + run * FIVE_MINUTES);
    const back = AT + DAY + 12 * FIVE_MINUTES;
    await anEndingRegistration(bureau.db);
    const [first] = await listWaiting(bureau.db, back, { limit: 1 });
    expect(first?.attempts).toBe(0);
    expect((await drainOutbox(bureau.db, back)).noted).toBe(2);
    const found = app.env.SEARCH.prepare('SELECT count(*) AS n FROM search_documents WHERE consortium_id = ?').bind(id);
    expect(await found.first<number>('n')).toBe(3);
  });
});
