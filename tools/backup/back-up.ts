import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { fileWith, filesWith } from '../bench/store.ts';
import { writeArchive, type Facts, type StoredFile, type StoredSeal } from './archive.ts';
import { factsOf, faultsOf, keptFiles, largestSeal } from './contents.ts';

/** Copies a database page by page as it stood at one instant, while somebody may be writing to it. */
async function copied(from: string, to: string): Promise<DatabaseSync> {
  const source = new DatabaseSync(from, { readOnly: true });
  // In one step: a copy in several begins anew with every write in between.
  await backup(source, to, { rate: 1_000_000_000 });
  source.close();
  return new DatabaseSync(to);
}

/** What lies in a bucket, by key. Each bucket has an index of its own; their keys differ in how they begin. */
async function storedIn(databases: string, work: string, bucket: string): Promise<Map<string, string>> {
  const [folder, blobs] = [join(databases, 'r2'), join(databases, 'r2', bucket, 'blobs')];
  const found = new Map<string, string>();
  if (!existsSync(blobs)) return found;
  const known = new Set(readdirSync(blobs));
  for (const [nth, file] of filesWith(folder, '_mf_objects').entries()) {
    const index = await copied(file, join(work, `${bucket}-${nth}.sqlite`));
    const rows = index.prepare('SELECT key, blob_id AS blob FROM _mf_objects ORDER BY key').all() as {
      key: string;
      blob: string;
    }[];
    index.close();
    for (const { key, blob } of rows) if (known.has(blob)) found.set(key, join(blobs, blob));
  }
  return found;
}

/** The published roots that the database knows; each was written once and is never changed. */
async function storedSeals(databases: string, work: string, knownUpTo: number): Promise<StoredSeal[]> {
  const stored = await storedIn(databases, work, 'SEALS');
  const seals = [...stored].map(([key, file]) => ({ key, body: readFileSync(file, 'utf8') }));
  // Sealed after the copy of the database: put back, it would stand in the way of the next seal.
  return seals.filter(({ body }) => (JSON.parse(body) as { size: number }).size <= knownUpTo);
}

function* bytesOf(
  kept: readonly { key: string; sha256: string }[],
  stored: ReadonlyMap<string, string>,
): Generator<StoredFile> {
  for (const { key, sha256 } of kept) yield { key, sha256, bytes: readFileSync(stored.get(key) ?? '') };
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
    const kept = keptFiles(database);
    // A file that brings its own journal along is two files.
    database.exec('PRAGMA journal_mode = DELETE');
    database.close();
    const stored = await storedIn(databases, work, 'FILES');
    // The bytes come before their row, so a row without them is one that the store lost or that went meanwhile.
    const held = kept.filter(({ key }) => stored.has(key));
    const seals = await storedSeals(databases, work, sealedUpTo);
    const told = { ...facts, files: { held: held.length, lost: kept.length - held.length } };
    writeArchive(file, copy, { seals, files: bytesOf(held, stored) }, told);
    return told;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
