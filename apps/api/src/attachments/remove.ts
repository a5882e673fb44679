import type { AttachmentView } from '@lianchuang/contract/attachments';
import { findAttachment } from '@lianchuang/db/attachments/read';
import { moveFile } from '@lianchuang/db/attachments/write';
import { decideAttachment } from '@lianchuang/domain/attachments';
import { rolesOn, rolesOnFile, withoutFiles } from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { actsFor } from '../filings/case.ts';
import { unsaved } from '../filings/save.ts';
import type { SignedAsk } from '../http/context.ts';
import { fileView } from '../wording/files.ts';
import { jurisdictionView } from '../wording/places.ts';
import { changeFile } from './change.ts';
import { fileFacts } from './settle.ts';

const ATTEMPTS = 12;

async function attempt(ask: SignedAsk, id: string): Promise<Result<AttachmentView>> {
  const { db, viewer, now, keyed } = ask;
  const found = await findAttachment(db, viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { file, objectKey } = found;
  const { filing } = found.found;
  const removed = decideAttachment(file, 'remove', rolesOnFile(filing, viewer, file), fileFacts(filing, now, false));
  if (!removed.ok) return removed;
  const counts = filing.attachments.some((each) => each.id === id);
  const statements = moveFile(db, { file: removed.value, from: file.state, objectKey }, now);
  const change = counts
    ? {
        action: 'filing.remove_file',
        next: removed.value,
        filing: withoutFiles(filing, (each) => each.id === id),
        statements,
      }
    : { action: 'attachment.remove', next: removed.value, statements };
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
  return done.ok ? ok(fileView(ask, done.value.filing, done.value.file, null)) : unsaved(done.refusal);
}

/** Takes a file out of a filing that is with its applicant. Its bytes go when nothing needs them any more: the sweeper's part. */
export async function removeAttachment(ask: SignedAsk, id: string): Promise<Result<AttachmentView>> {
  for (let round = 1; ; round += 1) {
    const done = await attempt(ask, id);
    if (done.ok || done.refusal.code !== 'stale-version' || round >= ATTEMPTS) return done;
  }
}
