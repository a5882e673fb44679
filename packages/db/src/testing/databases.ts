import { env } from 'cloudflare:workers';
import { open, type Db } from '../client.ts';
import { metered, noCost, type Cost } from '../meter.ts';

/** The databases of this test file, with the migrations applied. */
export function aDb(over: { main?: D1Database; search?: D1Database } = {}): Db {
  return open(over.main ?? env.DB, over.search ?? env.SEARCH);
}

/** Where a batch goes wrong: before anything ran, after all of it ran (the reply is lost), or at the nth statement. */
export type Fault = 'before' | 'after' | number;

/** D1's own way of failing; its texts hold SQL. */
export const LOST = 'D1_ERROR: Network connection lost while running INSERT INTO filings';

/**
 * The same database whose batches fail as told; a number past the last statement lets the batch through. `lengths` notes
 * how many statements each batch had.
 */
export function faulty(real: D1Database, fault: Fault, lengths: number[] = []): D1Database {
  return new Proxy(real, {
    get(target, name) {
      if (name !== 'batch') return bound(target, name);
      return async (statements: D1PreparedStatement[]) => {
        lengths.push(statements.length);
        if (fault === 'before') throw new Error(LOST);
        if (typeof fault === 'number') {
          const poisoned = [...statements];
          if (fault <= statements.length) poisoned.splice(fault, 0, target.prepare(`SELECT json('not json')`));
          return target.batch(poisoned);
        }
        await target.batch(statements);
        throw new Error(LOST);
      };
    },
  });
}

/** The same database where every statement fails with D1's own text. */
export function broken(real: D1Database): D1Database {
  return new Proxy(real, {
    get(target, name) {
      if (name !== 'prepare' && name !== 'batch') return bound(target, name);
      return () => {
        throw new Error(LOST);
      };
    },
  });
}

function bound(target: D1Database, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? value.bind(target) : value;
}

/** The plan of every statement that `work` prepares, as SQLite describes it, one text per statement. */
export async function plansOf(work: (db: Db) => Promise<unknown>): Promise<string[]> {
  const asked: { d1: D1Database; sql: string; values: unknown[] }[] = [];
  const watched = (d1: D1Database) =>
    new Proxy(d1, {
      get(target, name) {
        if (name !== 'prepare') return bound(target, name);
        return (sql: string) => {
          const statement = target.prepare(sql);
          return new Proxy(statement, {
            get(inner, own) {
              if (own !== 'bind') {
                const value: unknown = Reflect.get(inner, own);
                return typeof value === 'function' ? value.bind(inner) : value;
              }
              return (...values: unknown[]) => {
                asked.push({ d1: target, sql, values });
                return inner.bind(...values);
              };
            },
          });
        };
      },
    });
  await work(aDb({ main: watched(env.DB), search: watched(env.SEARCH) }));
  return Promise.all(
    asked.map(async ({ d1, sql, values }) => {
      const { results } = await d1
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>();
      return results.map((row) => row.detail).join(' | ');
    }),
  );
}

/** What `work` costs by D1's own figures. */
export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const cost = noCost();
  await metered(cost, work);
  return cost;
}

const tables = new Map<D1Database, string[]>();

async function tablesOf(d1: D1Database): Promise<string[]> {
  const known = tables.get(d1);
  if (known !== undefined) return known;
  const { results } = await d1
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
    .all<{ name: string }>();
  const own = results.map((each) => each.name).filter((name) => !/^(_cf|d1_|sqlite_|search_index)/.test(name));
  tables.set(d1, own);
  return own;
}

/** Tables that grow by dozens of rows with each consortium: their size stands for their rows. */
const WIDE: Readonly<Record<string, string>> = {
  consortium_listings: 'SELECT count(*), total(length(scope || sort || key)) FROM consortium_listings',
  consortium_members: 'SELECT count(*), total(length(name)) FROM consortium_members',
};

/**
 * Every row of every table of the product as text: equal before and after means that nothing was written. The record of refused
 * attempts stays out: it is written exactly when nothing else is.
 */
export async function contentsOf(): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const d1 of [env.DB, env.SEARCH]) {
    const own = (await tablesOf(d1)).filter((name) => name !== 'refusals');
    const rows = await d1.batch(own.map((name) => d1.prepare(WIDE[name] ?? `SELECT * FROM "${name}"`)));
    own.forEach((name, at) => {
      contents[name] = JSON.stringify(rows[at]?.results);
    });
  }
  return contents;
}
