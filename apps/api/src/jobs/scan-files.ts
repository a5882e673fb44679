import { countHeld, findAttachmentForJob, listUnscanned, type FoundAttachment } from '@lianchuang/db/attachments/read';
import type { Db } from '@lianchuang/db/client';
import { findFilingForJob } from '@lianchuang/db/filings/read';
import { noteUnscanned } from '@lianchuang/db/unlogged';
import type { Attachment, Scan } from '@lianchuang/domain/attachments';
import type { Instant } from '@lianchuang/domain/kernel';
import type { Channel } from '@lianchuang/domain/notifications';
import { changeFile } from '../attachments/change.ts';
import { fileFacts, refusing, settling } from '../attachments/settle.ts';
import type { Store } from '../attachments/store.ts';
import type { Finding } from '../platform/scanner.ts';
import { SYSTEM } from './system.ts';

const PER_RUN = 20;
const ATTEMPTS = 12;
/** So often nobody answered before a file counts unscanned, where the deployment takes such files. */
const PATIENCE = 3;

/** When it runs, where the bytes lie, and how people are reached whose file is refused. */
type Run = { readonly store: Store; readonly at: Instant; readonly channels: readonly Channel[] };

/** What a look into a file changes of it. */
type Seen = Pick<Attachment, 'scan' | 'tooLargeToScan'>;
const seen = (scan: Scan): Seen => ({ scan, tooLargeToScan: false });

/** Writes what a scan found; again when the filing changed meanwhile. */
async function note(db: Db, { store, at, channels }: Run, id: string, result: Seen): Promise<void> {
  for (let round = 1; round <= ATTEMPTS; round += 1) {
    const before = await findAttachmentForJob(db, id);
    const found = before === undefined ? undefined : await findFilingForJob(db, before.file.filingId);
    if (before === undefined || found === undefined) return;
    const { file, objectKey } = before;
    const isKnown = file.scan === result.scan && file.tooLargeToScan === result.tooLargeToScan;
    if (!['stored', 'checked', 'attached'].includes(file.state) || isKnown) return;
    const facts = fileFacts(found.filing, at, store.takesUnscanned);
    const change =
      result.scan === 'infected'
        ? refusing(db, found.filing, file, 'infected', at)
        : settling(db, before, found.filing, { ...file, ...result }, facts, { objectKey });
    const done = await changeFile(db, before, found, change, { actor: SYSTEM, at, channels });
    if (done.ok) return;
  }
}

async function scanned({ objectKey }: FoundAttachment, { files, scanner }: Store): Promise<Finding | null> {
  if (scanner === null || objectKey === null) return null;
  const object = await files.get(objectKey);
  return object === null ? null : scanner(object.body, object.size);
}

/** Has one file scanned and writes the result. Nobody answering leaves it as it is, for the next run. */
export async function scanOne(db: Db, run: Run, id: string): Promise<void> {
  const { store } = run;
  try {
    const before = await findAttachmentForJob(db, id);
    if (before === undefined) return;
    const result = await scanned(before, store).catch((error: unknown) => {
      console.error(JSON.stringify({ at: 'scan', id, error: String(error).slice(0, 200) }));
      return null;
    });
    if (result === null) {
      await noteUnscanned(db, id);
      const waited = before.scanAttempts + 1 >= PATIENCE || store.scanner === null;
      if (store.takesUnscanned && waited) await note(db, run, id, seen('not_scanned'));
      return;
    }
    if (result === 'too-large') return await note(db, run, id, { scan: 'not_scanned', tooLargeToScan: true });
    await note(db, run, id, seen(result));
    // What is malicious does not stay; if it cannot be dropped now, the sweeper does.
    if (result === 'infected' && before.objectKey !== null) await store.files.delete(before.objectKey);
  } catch (error) {
    console.error(JSON.stringify({ at: 'scan', id, error: String(error).slice(0, 200) }));
  }
}

/** Nobody scans and nothing counts unscanned: every such file keeps a filing from being submitted until somebody sets it up. */
async function tellHeld(db: Db): Promise<void> {
  const held = await countHeld(db);
  const reason = 'no scanner: name one in CLAMD_ADDRESS, or set UNSCANNED_FILES to "attach"';
  if (held > 0) console.warn(JSON.stringify({ at: 'scan', held, reason }));
}

/** Scans what nobody has scanned yet, tried least first; safe to run late, twice or at once. */
export async function scanFiles(db: Db, run: Run): Promise<number> {
  const { store } = run;
  if (store.scanner === null && !store.takesUnscanned) {
    await tellHeld(db);
    return 0;
  }
  const waiting = await listUnscanned(db, PER_RUN, store.scanner === null ? ['waiting'] : ['waiting', 'not_scanned']);
  for (const id of waiting) await scanOne(db, run, id);
  return waiting.length;
}
