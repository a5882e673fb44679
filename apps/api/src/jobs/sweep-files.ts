import {
  findAttachmentForJob,
  listKeysBetween,
  listOverdueTickets,
  stillUploading,
} from '@lianchuang/db/attachments/read';
import { moveFile } from '@lianchuang/db/attachments/write';
import type { Db } from '@lianchuang/db/client';
import { findFilingForJob } from '@lianchuang/db/filings/read';
import { decideAttachment } from '@lianchuang/domain/attachments';
import type { Instant } from '@lianchuang/domain/kernel';
import type { Channel } from '@lianchuang/domain/notifications';
import { changeFile } from '../attachments/change.ts';
import { fileFacts, refusing } from '../attachments/settle.ts';
import { CHUNKS, idIn, OBJECTS } from '../attachments/store.ts';
import { SYSTEM } from './system.ts';

const PER_RUN = 500;

/** When it runs, and how people are reached whose file is refused. */
type Run = { readonly at: Instant; readonly channels: readonly Channel[] };

/** Ends the tickets whose time is over. */
async function expireTickets(db: Db, at: Instant): Promise<void> {
  for (const id of await listOverdueTickets(db, at, PER_RUN)) {
    const before = await findAttachmentForJob(db, id);
    const found = before === undefined ? undefined : await findFilingForJob(db, before.file.filingId);
    if (before === undefined || found === undefined) continue;
    const { file, objectKey } = before;
    const over = decideAttachment(file, 'expire', new Set(['system']), fileFacts(found.filing, at, false));
    if (!over.ok) continue;
    const statements = moveFile(db, { file: over.value, from: file.state, objectKey }, at);
    const change = { action: 'attachment.expire', next: over.value, statements };
    await changeFile(db, before, found, change, { actor: SYSTEM, at, channels: [] });
  }
}

/** Every key under a prefix, page by page, in their order. */
async function* pages(files: R2Bucket, prefix: string) {
  let cursor: string | undefined;
  let after = prefix;
  do {
    const page = await files.list({ prefix, ...(cursor === undefined ? {} : { cursor }) });
    cursor = page.truncated ? page.cursor : undefined;
    const keys = page.objects.map(({ key }) => key);
    const last = keys.at(-1) ?? after;
    yield { keys, after, upTo: cursor === undefined ? `${prefix}\uffff` : last };
    after = last;
  } while (cursor !== undefined);
}

/** Drops chunks of files that nobody sends any more: complete, removed, over, or never begun. */
async function sweepChunks(db: Db, files: R2Bucket, at: Instant): Promise<number> {
  let dropped = 0;
  for await (const { keys } of pages(files, CHUNKS)) {
    const needed = await stillUploading(db, [...new Set(keys.map(idIn))], at);
    const gone = keys.filter((key) => !needed.has(idIn(key)));
    if (gone.length > 0) await files.delete(gone);
    dropped += gone.length;
  }
  return dropped;
}

/** Refuses files whose bytes the store lost, so that nobody waits for what is not there. */
async function refuseLost(
  db: Db,
  files: R2Bucket,
  lost: { key: string; id: string },
  { at, channels }: Run,
): Promise<void> {
  // The listing is older than the row may be.
  if ((await files.head(lost.key)) !== null) return;
  const before = await findAttachmentForJob(db, lost.id);
  const found = before === undefined ? undefined : await findFilingForJob(db, before.file.filingId);
  if (before?.objectKey !== lost.key || found === undefined) return;
  const change = refusing(db, found.filing, before.file, 'lost', at);
  console.error(JSON.stringify({ at: 'sweep', error: 'bytes lost', id: lost.id }));
  await changeFile(db, before, found, change, { actor: SYSTEM, at, channels });
}

/** Holds objects and rows against each other: an object without a row goes, a row without an object is refused. */
async function sweepObjects(db: Db, files: R2Bucket, run: Run): Promise<number> {
  const { at } = run;
  let dropped = 0;
  for await (const { keys, after, upTo } of pages(files, OBJECTS)) {
    const rows = await listKeysBetween(db, after, upTo);
    const named = new Set(rows.map(({ key }) => key));
    const stands = new Set(keys);
    // The bytes come before the row: whoever is just completing a file has an object that no row names yet.
    const unnamed = keys.filter((key) => !named.has(key));
    const completing = await stillUploading(db, unnamed.map(idIn), at);
    const gone = unnamed.filter((key) => !completing.has(idIn(key)));
    if (gone.length > 0) await files.delete(gone);
    dropped += gone.length;
    for (const row of rows) if (!stands.has(row.key)) await refuseLost(db, files, row, run);
  }
  return dropped;
}

/** Brings store and rows together again; safe to run late, twice or at once. Answers how many keys it dropped. */
export async function sweepFiles(db: Db, files: R2Bucket, run: Run): Promise<number> {
  await expireTickets(db, run.at);
  return (await sweepChunks(db, files, run.at)) + (await sweepObjects(db, files, run));
}
