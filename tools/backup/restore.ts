import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileWith } from '../bench/store.ts';
import type { Runtime } from '../miniflare.ts';
import { serve } from '../serving.ts';
import { filesIn, readArchive, type Facts, type StoredSeal } from './archive.ts';
import { factsOf, faultsOf } from './contents.ts';

/** The search index is no part of a backup: every consortium asks to be indexed anew. */
const INDEX_ANEW = `INSERT INTO outbox (id, jurisdiction, kind, payload, created_at)
  SELECT 'restore_' || id || '_' || ?1, jurisdiction, 'consortium.index', json_object('consortiumId', id), ?1 FROM consortia`;

/** Lets the runtime make its own empty files, so that nothing here has to know how it names them. */
async function emptyStore(dataDir: string): Promise<string> {
  const serving = await serve({ port: 0, dataDir, demoData: false, apiOnly: true });
  await serving.stop();
  const file = fileWith(join(dataDir, 'databases/d1'), 'filings');
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  return file;
}

function prepared(file: string, expected: Facts): void {
  const database = new DatabaseSync(file);
  const faults = faultsOf(database);
  const { counts } = factsOf(database, new Date());
  if (JSON.stringify(counts) !== JSON.stringify(expected.counts))
    faults.push(`${JSON.stringify(counts)} was found, ${JSON.stringify(expected.counts)} was backed up`);
  if (faults.length > 0) throw new Error(`not restored: ${faults.join('; ')}`);
  database.prepare(INDEX_ANEW).run(Date.now());
  database.exec('PRAGMA journal_mode = WAL');
  database.close();
}

async function putBack(runtime: Runtime, seals: readonly StoredSeal[]): Promise<void> {
  const bucket = await runtime.getR2Bucket('SEALS', 'api');
  for (const { key, body } of seals) {
    await bucket.put(key, body, {
      onlyIf: { etagDoesNotMatch: '*' },
      httpMetadata: { contentType: 'application/json' },
    });
    const stands = await (await bucket.get(key))?.text();
    if (stands !== body) throw new Error(`another root stands at ${key}`);
  }
}

/** The store itself holds the bytes against their hash. */
async function putFilesBack(runtime: Runtime, file: string): Promise<void> {
  const bucket = await runtime.getR2Bucket('FILES', 'api');
  for (const { key, sha256, bytes } of filesIn(file)) await bucket.put(key, bytes, { sha256 });
}

/** Letters wait too, and go out when the restored server has a way to send them. */
async function waiting(runtime: Runtime): Promise<number> {
  const database = await runtime.getD1Database('DB', 'api');
  const { results } = await database
    .prepare("SELECT count(*) AS n FROM outbox WHERE done_at IS NULL AND kind = 'consortium.index'")
    .all<{ n: number }>();
  return results[0]?.n ?? 0;
}

/** Performs what waits until nothing waits any more, or nothing changes any more. */
async function performed(runtime: Runtime, runJobs: () => Promise<void>): Promise<void> {
  for (let left = await waiting(runtime); left > 0;) {
    await runJobs();
    const now = await waiting(runtime);
    if (now >= left) throw new Error(`the search index could not be built: ${now} consortia wait`);
    left = now;
  }
}

/**
 * Puts a backup in the place of what is there; that is moved aside, never deleted. The database migrates forward if the backup
 * is older than the product. Everybody signs in anew: the key of the sessions is not in the file.
 */
export async function restore(file: string, dataDir: string): Promise<{ facts: Facts; aside: string | null }> {
  const unpacked = `${dataDir}.restoring.sqlite`;
  mkdirSync(dirname(dataDir), { recursive: true });
  const { facts, seals } = readArchive(file, unpacked);
  const aside = existsSync(dataDir) ? `${dataDir}.before-${Date.now()}` : null;
  if (aside !== null) renameSync(dataDir, aside);
  try {
    mkdirSync(dataDir, { recursive: true });
    const target = await emptyStore(dataDir);
    prepared(unpacked, facts);
    renameSync(unpacked, target);
    // Without this mark the next start would load the demonstration in place of what was restored.
    writeFileSync(join(dataDir, 'demo-data-loaded'), '');
    const serving = await serve({ port: 0, dataDir, demoData: false, apiOnly: true });
    try {
      await putBack(serving.runtime, seals);
      await putFilesBack(serving.runtime, file);
      await performed(serving.runtime, () => serving.runJobs());
    } finally {
      await serving.stop();
    }
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    if (aside !== null) renameSync(aside, dataDir);
    throw error;
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${unpacked}${suffix}`, { force: true });
  }
  return { facts, aside };
}
