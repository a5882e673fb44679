import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './miniflare.ts';

// The same table that `wrangler d1 migrations apply` keeps, so that either may continue the other's work.
const appliedTable = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/** Applies the files of `folder` that the database does not have yet, each as one batch; answers their names. */
export async function migrate(database: Database, folder: string) {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted();
  await database.prepare(appliedTable).all();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const pending = files.filter((file) => !applied.has(file));
  if (pending.length === 0) return pending;
  const { unstable_splitSqlQuery: splitStatements } = await import('wrangler');
  for (const file of pending) {
    const statements = splitStatements(readFileSync(join(folder, file), 'utf8'));
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(file),
    ]);
  }
  return pending;
}
