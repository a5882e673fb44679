import { createHash } from 'node:crypto';
import { chmodSync, closeSync, existsSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const FORM = 'lianchuang-backup-1';
const CHUNK = 8 * 1024 * 1024;

/** A published root as it lies outside the database. */
export type StoredSeal = { readonly key: string; readonly body: string };
/** A file of a filing, with the hash that its row has. */
export type StoredFile = { readonly key: string; readonly sha256: string; readonly bytes: Uint8Array };
/** What the backup says about itself, for people and for the restore to hold against what it finds. */
export type Facts = {
  readonly at: string;
  readonly migrations: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** Bytes of filings' files that are in it, and those that the store had lost. */
  readonly files?: { readonly held: number; readonly lost: number };
};

/** One file that holds everything: itself a database, so that any SQLite can look into it. */
export function writeArchive(
  file: string,
  database: string,
  { seals, files }: { seals: readonly StoredSeal[]; files: Iterable<StoredFile> },
  facts: Facts,
): void {
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  const archive = new DatabaseSync(unfinished);
  // It holds personal data: nobody but its owner reads it.
  chmodSync(unfinished, 0o600);
  archive.exec(`PRAGMA journal_mode = OFF; BEGIN;
    CREATE TABLE facts (form TEXT, told TEXT, sha256 TEXT);
    CREATE TABLE chunks (nth INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE seals (key TEXT PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE files (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, bytes BLOB NOT NULL)`);
  const [hash, buffer] = [createHash('sha256'), Buffer.alloc(CHUNK)];
  const insert = archive.prepare('INSERT INTO chunks (bytes) VALUES (?)');
  const source = openSync(database, 'r');
  for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) {
    const part = buffer.subarray(0, read);
    hash.update(part);
    insert.run(deflateRawSync(part, { level: 1 }));
  }
  closeSync(source);
  const seal = archive.prepare('INSERT INTO seals (key, body) VALUES (?, ?)');
  for (const { key, body } of seals) seal.run(key, body);
  const keep = archive.prepare('INSERT INTO files (key, sha256, bytes) VALUES (?, ?, ?)');
  for (const each of files) keep.run(each.key, each.sha256, each.bytes);
  archive.prepare('INSERT INTO facts VALUES (?, ?, ?)').run(FORM, JSON.stringify(facts), hash.digest('hex'));
  archive.exec('COMMIT');
  archive.close();
  renameSync(unfinished, file);
}

/** Unpacks the database to `database` and tells the rest; throws when the file is no backup or is damaged. */
export function readArchive(file: string, database: string): { facts: Facts; seals: StoredSeal[] } {
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  const archive = new DatabaseSync(file, { readOnly: true });
  try {
    const row = archive.prepare('SELECT form, told, sha256 FROM facts').get() as
      { form: string; told: string; sha256: string } | undefined;
    if (row?.form !== FORM) throw new Error(`${file} is no backup of this product`);
    const hash = createHash('sha256');
    const target = openSync(database, 'w', 0o600);
    for (const { bytes } of archive.prepare('SELECT bytes FROM chunks ORDER BY nth').iterate()) {
      const part = inflateRawSync(bytes as Uint8Array);
      hash.update(part);
      writeSync(target, part);
    }
    closeSync(target);
    if (hash.digest('hex') !== row.sha256) throw new Error(`${file} is damaged: its content is not the one written`);
    const seals = archive.prepare('SELECT key, body FROM seals ORDER BY key').all() as StoredSeal[];
    return { facts: JSON.parse(row.told) as Facts, seals };
  } finally {
    archive.close();
  }
}

/** The files in a backup, one at a time; none in a backup from before there were any. */
export function* filesIn(file: string): Generator<StoredFile> {
  const archive = new DatabaseSync(file, { readOnly: true });
  try {
    if (archive.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'files'`).get() === undefined) return;
    for (const row of archive.prepare('SELECT key, sha256, bytes FROM files ORDER BY key').iterate())
      yield row as StoredFile;
  } finally {
    archive.close();
  }
}
