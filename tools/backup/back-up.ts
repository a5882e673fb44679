import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { fileWith } from '../bench/store.ts';
import { writeArchive, type Facts, type StoredSeal } from './archive.ts';
import { factsOf, faultsOf, largestSeal } from './contents.ts';

/** Copies a database page by page as it stood at one instant, while somebody may be writing to it. */
async function copied(from: string, to: string): Promise<DatabaseSync> {
  const source = new DatabaseSync(from, { readOnly: true });
  // In one step: a copy in several begins anew with every write in between.
  await backup(source, to, { rate: 1_000_000_000 });
  source.close();
  return new DatabaseSync(to);
}

/** The published roots; each was written once and is never changed. */
async function storedSeals(databases: string, work: string, knownUpTo: number): Promise<StoredSeal[]> {
  const blobs = join(databases, 'r2/SEALS/blobs');
  if (!existsSync(blobs)) return [];
  const folder = join(databases, 'r2');
  const index = await copied(fileWith(folder, '_mf_objects'), join(work, 'objects.sqlite'));
  const rows = index
    .prepare(`SELECT key, blob_id AS blob FROM _mf_objects WHERE key LIKE 'seals/%' ORDER BY key`)
    .all() as { key: string; blob: string }[];
  index.close();
  const known = new Set(readdirSync(blobs));
  return rows.flatMap(({ key, blob }) => {
    if (!known.has(blob)) throw new Error(`the root ${key} has no content`);
    const body = readFileSync(join(blobs, blob), 'utf8');
    // Sealed after the copy of the database: put back, it would stand in the way of the next seal.
    return (JSON.parse(body) as { size: number }).size > knownUpTo ? [] : [{ key, body }];
  });
}

/** Writes everything that cannot be made anew into one file, also while the product runs; answers what is in it. */
export async function backUp(dataDir: string, file: string): Promise<Facts> {
  const databases = join(dataDir, 'databases');
  if (!existsSync(join(databases, 'd1'))) throw new Error(`${dataDir} holds no databases`);
  const work = mkdtempSync(join(tmpdir(), 'lianchuang-backup-'));
  try {
    const copy = join(work, 'main.sqlite');
    const database = await copied(fileWith(join(databases, 'd1'), 'filings'), copy);
    const faults = faultsOf(database);
    if (faults.length > 0) throw new Error(`not backed up: ${faults.join('; ')}`);
    const facts = factsOf(database, new Date());
    const sealedUpTo = largestSeal(database);
    // A file that brings its own journal along is two files.
    database.exec('PRAGMA journal_mode = DELETE');
    database.close();
    writeArchive(file, copy, await storedSeals(databases, work, sealedUpTo), facts);
    return facts;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
