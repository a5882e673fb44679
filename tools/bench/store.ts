import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function stored(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : (value as SQLInputValue);
}

/** A database file of the local runtime, opened while nothing serves it: far quicker to fill than through a Worker. */
export class Store {
  readonly database: DatabaseSync;
  readonly #inserts = new Map<string, StatementSync>();

  constructor(file: string) {
    this.database = new DatabaseSync(file);
    this.database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN');
  }

  /** Adds a row whose keys are the columns in camel case. */
  add(table: string, row: Readonly<Record<string, unknown>>): void {
    let insert = this.#inserts.get(table);
    if (insert === undefined) {
      const columns = Object.keys(row);
      const places = columns.map(() => '?').join(', ');
      insert = this.database.prepare(`INSERT INTO ${table} (${columns.map(snake).join(', ')}) VALUES (${places})`);
      this.#inserts.set(table, insert);
    }
    insert.run(...Object.values(row).map(stored));
  }

  close(): void {
    this.database.exec('COMMIT; PRAGMA journal_mode = WAL');
    this.database.close();
  }
}

function holds(file: string, table: string): boolean {
  const database = new DatabaseSync(file);
  const found = database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) !== undefined;
  database.close();
  return found;
}

/** The files under `folder` that hold a table: the runtime names its files by a hash. */
export function filesWith(folder: string, table: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sqlite'))
    .map((file) => join(folder, file))
    .filter((file) => holds(file, table));
}

/** The one file under `folder` that holds a table. */
export function fileWith(folder: string, table: string): string {
  const [found] = filesWith(folder, table);
  if (found === undefined) throw new Error(`no database with ${table}`);
  return found;
}
