import { LOST } from './databases.ts';

/** How many calls have reached the databases so far, and which of them may have written. */
export type Calls = { made: number; readonly writing: number[] };
/**
 * Which call fails, counted from 1 over all databases that share the counter, whether it still took effect, and whether all
 * those after it fail too.
 */
export type FailingCall = { readonly nth: number; readonly how: 'before' | 'after'; readonly lasting?: boolean };

/** The same database, where one call of all those that reach it fails; without a `failing` one it only counts. */
export function numbered(real: D1Database, calls: Calls, failing?: FailingCall): D1Database {
  const inner = new WeakMap<object, D1PreparedStatement>();
  const reached = async <T>(work: () => Promise<T>, writing = false): Promise<T> => {
    calls.made += 1;
    if (writing) calls.writing.push(calls.made);
    const fails =
      failing !== undefined && (failing.lasting === true ? calls.made >= failing.nth : calls.made === failing.nth);
    if (fails && failing.how === 'before') throw new Error(LOST);
    const done = await work();
    if (fails) throw new Error(LOST);
    return done;
  };
  const watched = (statement: D1PreparedStatement): D1PreparedStatement => {
    const outer = {
      bind: (...values: unknown[]) => watched(statement.bind(...values)),
      all: () => reached(() => statement.all()),
      run: () => reached(() => statement.run(), true),
    } as unknown as D1PreparedStatement;
    inner.set(outer, statement);
    return outer;
  };
  return {
    prepare: (sql: string) => watched(real.prepare(sql)),
    batch: (statements: D1PreparedStatement[]) =>
      reached(() => real.batch(statements.map((each) => inner.get(each) ?? each)), true),
  } as unknown as D1Database;
}

/** The same database, where every reading and every second batch fails in passing: gone or lost the first time, well the next. */
export function flickering(
  real: D1Database,
  how: FailingCall['how'],
  failed = { readings: 0, batches: 0 },
): D1Database {
  const inner = new WeakMap<object, D1PreparedStatement>();
  const watched = (statement: D1PreparedStatement): D1PreparedStatement => {
    let tries = 0;
    const outer = {
      bind: (...values: unknown[]) => watched(statement.bind(...values)),
      all: () => {
        tries += 1;
        if (tries > 1) return statement.all();
        failed.readings += 1;
        throw new Error(LOST);
      },
      run: () => statement.run(),
    } as unknown as D1PreparedStatement;
    inner.set(outer, statement);
    return outer;
  };
  let batches = 0;
  return {
    prepare: (sql: string) => watched(real.prepare(sql)),
    batch: async (statements: D1PreparedStatement[]) => {
      batches += 1;
      const perform = () => real.batch(statements.map((each) => inner.get(each) ?? each));
      if (batches % 2 === 0) return perform();
      failed.batches += 1;
      if (how === 'after') await perform();
      throw new Error(LOST);
    },
  } as unknown as D1Database;
}

/** For each table that changed, how many rows came and how many went; a changed row is one of each. */
type Change = Readonly<Record<string, string>>;

/** What is different between two answers of `contentsOf`, told without ids and times so that two runs can be compared. */
export function changeBetween(before: Record<string, string>, after: Record<string, string>): Change {
  return Object.fromEntries(
    Object.keys(after)
      .filter((table) => after[table] !== before[table])
      .map((table) => {
        const [old, fresh] = [rowsOf(before[table]), rowsOf(after[table])];
        return [table, `+${countMissing(fresh, old)} -${countMissing(old, fresh)}`];
      }),
  );
}

const rowsOf = (text: string | undefined): string[] =>
  (JSON.parse(text ?? '[]') as unknown[]).map((row) => JSON.stringify(row));

function countMissing(rows: readonly string[], among: readonly string[]): number {
  const known = new Set(among);
  return rows.filter((row) => !known.has(row)).length;
}
