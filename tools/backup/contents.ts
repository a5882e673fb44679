import type { DatabaseSync } from 'node:sqlite';
import { KEPT } from '../../packages/domain/src/attachments/attachment.ts';
import type { Facts } from './archive.ts';

const COUNTED = ['events', 'organizations', 'filings', 'consortia', 'notices', 'objections', 'users', 'seals'];

/** What must not be in a database that is kept or put back: each query finds the rows that contradict it. */
const WRONG: Readonly<Record<string, string>> = {
  'an event that does not continue the one before it': `
    SELECT e.id FROM events e LEFT JOIN events p ON p.subject = e.subject AND p.version = e.version - 1
    WHERE e.previous_hash IS NOT p.hash`,
  'a record that does not end where its events end': ['filings', 'organizations', 'consortia', 'notices']
    .map(
      (table) => `SELECT r.id FROM ${table} r LEFT JOIN events e ON e.subject = r.id AND e.version = r.version
        WHERE r.chain_hash IS NOT e.hash`,
    )
    .join(' UNION ALL '),
  'a seal over more events than there are': `
    SELECT size AS id FROM seals WHERE size > (SELECT count(*) FROM seal_leaves l JOIN events e ON e.id = l.event_id)`,
};

/** Everything that is wrong with a database by itself; empty when it is whole. */
export function faultsOf(database: DatabaseSync): string[] {
  const check = database.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
  const damage = check.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const wrong = Object.entries(WRONG).flatMap(([name, sql]) => {
    const row = database.prepare(`${sql} LIMIT 1`).get();
    return row === undefined ? [] : [`${name}: ${String(row['id'])}`];
  });
  return [...damage, ...wrong];
}

/** What is in it, in numbers. */
export function factsOf(database: DatabaseSync, at: Date): Facts {
  const count = (table: string) => (database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  const migrations = database.prepare('SELECT name FROM d1_migrations ORDER BY id').all() as { name: string }[];
  return {
    at: at.toISOString(),
    migrations: migrations.map((row) => row.name),
    counts: Object.fromEntries(COUNTED.map((table) => [table, count(table)])),
  };
}

/** The largest tree whose root the database knows. */
export function largestSeal(database: DatabaseSync): number {
  return (database.prepare('SELECT coalesce(max(size), 0) AS size FROM seals').get() as { size: number }).size;
}

/** The files of filings whose bytes have to lie in the store. */
export function keptFiles(database: DatabaseSync): { key: string; sha256: string }[] {
  const sql = `SELECT DISTINCT object_key AS key, sha256 FROM attachments
    WHERE object_key IS NOT NULL AND sha256 IS NOT NULL AND state IN (SELECT value FROM json_each(?)) ORDER BY 1`;
  return database.prepare(sql).all(JSON.stringify(KEPT)) as { key: string; sha256: string }[];
}
