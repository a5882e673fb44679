import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { once, withRetries } from './retries.ts';
import { commit } from './commit.ts';
import { aDb } from './testing/databases.ts';
import { aCommit, storedOrganization } from './testing/records.ts';

/** The same database; the nth try of anything, counted from 1, fails with these words, before or after it was performed. */
function failing(fails: (nth: number) => { words: string; how: 'before' | 'after' } | undefined) {
  const tries = { made: 0, batches: 0 };
  const reached = async <T>(work: () => Promise<T>): Promise<T> => {
    const failure = fails((tries.made += 1));
    if (failure?.how === 'before') throw new Error(`D1_ERROR: ${failure.words}.`);
    const done = await work();
    if (failure) throw new Error(`D1_ERROR: ${failure.words}.`);
    return done;
  };
  const watched = (statement: D1PreparedStatement): unknown => ({
    statement,
    bind: (...values: unknown[]) => watched(statement.bind(...values)),
    all: () => reached(() => statement.all()),
    run: () => reached(() => statement.run()),
  });
  const d1 = {
    prepare: (sql: string) => watched(env.DB.prepare(sql)),
    batch: (statements: { statement: D1PreparedStatement }[]) => {
      tries.batches += 1;
      return reached(() => env.DB.batch(statements.map((each) => each.statement)));
    },
  } as unknown as D1Database;
  return { d1, tries };
}

const LOST = 'Network connection lost';
const first = (count: number, words = LOST) => failing((nth) => (nth <= count ? { words, how: 'before' } : undefined));
const eventsOf = async (id: string) =>
  (await env.DB.prepare('SELECT count(*) AS n FROM events WHERE subject = ?').bind(id).first<number>('n')) ?? 0;

it.each([
  LOST,
  'D1 DB reset because its code was updated',
  'Internal error while starting up D1 DB storage caused object to be reset',
  'Internal error in D1 DB storage caused object to be reset',
  'Cannot resolve D1 DB due to transient issue on remote node',
  'Replica disconnected from primary',
])('a reading that failed in passing is asked again: %s', async (words) => {
  const { d1, tries } = first(2, words);
  expect((await withRetries(d1).prepare('SELECT 1 AS one').all()).results).toEqual([{ one: 1 }]);
  expect(tries.made).toBe(3);
});

it('a reading is asked three times and no more', async () => {
  const { d1, tries } = first(9);
  await expect(withRetries(d1).prepare('SELECT 1').all()).rejects.toThrow(LOST);
  expect(tries.made).toBe(3);
});

it.each([
  'D1 DB is overloaded. Requests queued for too long',
  'D1 DB is overloaded. Too many requests queued',
  'D1 DB storage operation exceeded timeout which caused object to be reset',
  'no such column: x',
])('asking more would not help, so nothing is asked again: %s', async (words) => {
  const { d1, tries } = first(1, words);
  await expect(withRetries(d1).prepare('SELECT 1').all()).rejects.toThrow(words);
  expect(tries.made).toBe(1);
  const { id } = await storedOrganization(aDb());
  const busy = first(1, words);
  await expect(commit(aDb({ main: busy.d1 }), aCommit(id, 1))).rejects.toThrow(words);
  expect([busy.tries.batches, await eventsOf(id)]).toEqual([1, 1]);
});

it.each([
  'INSERT INTO counters SELECT * FROM counters WHERE 0 RETURNING bucket',
  'UPDATE counters SET used = 1 WHERE 0 RETURNING bucket',
  'WITH gone AS (SELECT 1) DELETE FROM counters WHERE 0 RETURNING bucket',
])('a write by itself is never sent twice, even where it answers rows: %s', async (sql) => {
  const { d1, tries } = first(1);
  await expect(withRetries(d1).prepare(sql).all()).rejects.toThrow(LOST);
  expect(tries.made).toBe(1);
});

it('a change that never arrived is sent once more, one whose reply was lost is not; both are one event', async () => {
  const before = await storedOrganization(aDb());
  const gone = first(1);
  expect(await commit(aDb({ main: gone.d1 }), aCommit(before.id, 1))).toMatchObject({
    ok: true,
    value: { version: 2 },
  });
  expect([gone.tries.batches, await eventsOf(before.id)]).toEqual([2, 2]);

  const after = await storedOrganization(aDb());
  const unheard = failing((nth) => (nth === 1 ? { words: LOST, how: 'after' } : undefined));
  expect(await commit(aDb({ main: unheard.d1 }), aCommit(after.id, 1))).toMatchObject({ ok: true });
  expect([unheard.tries.batches, await eventsOf(after.id)]).toEqual([1, 2]);
});

it('a change that arrives late, behind its own second sending, is one event and a success', async () => {
  const { id } = await storedOrganization(aDb());
  let late = () => Promise.resolve<unknown>(undefined);
  let batches = 0;
  const d1 = new Proxy(env.DB, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'batch') return typeof value === 'function' ? value.bind(target) : value;
      return async (statements: D1PreparedStatement[]) => {
        batches += 1;
        if (batches === 1) {
          late = () => target.batch(statements);
          throw new Error(LOST);
        }
        await late();
        return target.batch(statements);
      };
    },
  });
  expect(await commit(aDb({ main: d1 }), aCommit(id, 1))).toMatchObject({ ok: true, value: { version: 2 } });
  expect([batches, await eventsOf(id)]).toEqual([2, 2]);
});

it('when the question fails too, nothing is sent again and the failure is told', async () => {
  const { id } = await storedOrganization(aDb());
  const away = first(99);
  await expect(commit(aDb({ main: away.d1 }), aCommit(id, 1))).rejects.toThrow(LOST);
  expect([away.tries.batches, await eventsOf(id)]).toEqual([1, 1]);
});

it('a change that fails twice in passing is told as failed', async () => {
  const { id } = await storedOrganization(aDb());
  // First the batch, then its second sending; the questions between and after are answered.
  const twice = failing((nth) => (nth === 1 || nth === 3 ? { words: LOST, how: 'before' } : undefined));
  await expect(commit(aDb({ main: twice.d1 }), aCommit(id, 1))).rejects.toThrow(LOST);
  expect([twice.tries.batches, await eventsOf(id)]).toEqual([2, 1]);
});

it('as long as nobody knows whether the first one stood, nobody is told no', async () => {
  let asked = 0;
  const batch = () => Promise.reject(new Error(batches++ === 0 ? LOST : 'events are append-only'));
  let batches = 0;
  const stood = () => (asked++ === 0 ? Promise.resolve(undefined) : Promise.reject(new Error(LOST)));
  await expect(once(batch, stood)).rejects.toThrow(LOST);
  expect([batches, asked]).toEqual([2, 2]);
});
