import type { AttachmentView } from '@lianchuang/contract/attachments';
import { findAttachment, findSameBytes } from '@lianchuang/db/attachments/read';
import { decideAttachment } from '@lianchuang/domain/attachments';
import { rolesOn, rolesOnFile } from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { actsFor } from '../filings/case.ts';
import { unsaved } from '../filings/save.ts';
import type { SignedAsk } from '../http/context.ts';
import { fileView } from '../wording/files.ts';
import { pageHashOf } from '../wording/signature-pages.ts';
import { jurisdictionView } from '../wording/places.ts';
import { changeFile } from './change.ts';
import { inspect } from './inspect.ts';
import { fileFacts, settling } from './settle.ts';
import { chunksOf, compose, dropChunks, objectKeyOf, type Store } from './store.ts';

const ATTEMPTS = 12;

async function attempt(ask: SignedAsk, store: Store, id: string): Promise<Result<AttachmentView>> {
  const { db, viewer, now, keyed } = ask;
  const found = await findAttachment(db, viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { file } = found;
  const { filing } = found.found;
  const facts = fileFacts(filing, now, store.takesUnscanned);
  const stored = decideAttachment(file, 'complete', rolesOnFile(filing, viewer, file), facts);
  if (!stored.ok) return stored;
  if (file.pageHash !== null && file.pageHash !== pageHashOf(filing, file.memberId))
    return refuse({ code: 'attachment.page-outdated' });
  const source = chunksOf(store.files, file);
  const inspected = await inspect(file, source);
  if (!inspected.ok) return inspected;
  const { sha256, encrypted, hasLocation } = inspected.value;
  const same = await findSameBytes(db, file, sha256);
  const objectKey = same ?? objectKeyOf(file);
  // First the bytes, then the row: a row never stands for bytes that are not there.
  if (same === null) await compose(store.files, objectKey, source, sha256);
  const scan = encrypted ? 'unscannable' : store.scanner === null ? 'not_scanned' : 'waiting';
  const next = { ...stored.value, sha256, hasLocation, scan } as const;
  const change = settling(db, found, filing, next, facts, { objectKey, shared: same !== null });
  const organization = actsFor(
    filing,
    rolesOn(filing, viewer),
    viewer,
    jurisdictionView(filing.jurisdiction, 'zh').office,
  );
  const who = { actor: { id: viewer.userId, name: viewer.name, organization }, at: now, channels: ask.channels };
  const done = await changeFile(db, found, found.found, change, who, (changed) =>
    keyed === null
      ? undefined
      : { ...keyed, status: 200, body: JSON.stringify(fileView(ask, changed.filing, changed.file, null)) },
  );
  if (!done.ok) return unsaved(done.refusal);
  await dropChunks(store.files, file);
  return ok(fileView(ask, done.value.filing, done.value.file, null));
}

/**
 * Puts the chunks of a file together and keeps it; where nobody has to scan it, it counts at once. Tried again when the filing
 * changed at the same moment: two files that are complete at once both count.
 */
export async function completeAttachment(ask: SignedAsk, store: Store, id: string): Promise<Result<AttachmentView>> {
  for (let round = 1; ; round += 1) {
    const done = await attempt(ask, store, id);
    if (done.ok || done.refusal.code !== 'stale-version' || round >= ATTEMPTS) return done;
  }
}
