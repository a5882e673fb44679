import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1';
import { withMeter } from './meter.ts';
import { withRetries } from './retries.ts';

/** The databases of the product; the one place where a second driver would go. */
export type Db = {
  readonly orm: DrizzleD1Database;
  readonly d1: D1Database;
  /** The rebuildable search index. */
  readonly search: D1Database;
};

const opened = new WeakMap<D1Database, Db>();

/** The bound databases, opened once per isolate; they hold no state of a request. */
export function open(main: D1Database, search: D1Database): Db {
  const known = opened.get(main);
  if (known !== undefined) return known;
  const d1 = withMeter(withRetries(main));
  const db = { orm: drizzle(d1), d1, search: withMeter(withRetries(search)) };
  opened.set(main, db);
  return db;
}
