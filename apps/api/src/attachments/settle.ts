import type { FoundAttachment } from '@lianchuang/db/attachments/read';
import { moveFile, refuseBytes } from '@lianchuang/db/attachments/write';
import type { Db } from '@lianchuang/db/client';
import { settled, type Attachment, type AttachmentFacts } from '@lianchuang/domain/attachments';
import { EDITABLE, withFile, withoutFiles, type Filing } from '@lianchuang/domain/filings';
import type { Instant } from '@lianchuang/domain/kernel';
import type { FileChange } from './change.ts';

/** What a filing keeps of a file. */
function counting(filing: Filing, { id, materialId, memberId, name, type, bytes, sha256 }: Attachment): Filing {
  return sha256 === null ? filing : withFile(filing, { id, materialId, memberId, name, type, bytes, sha256 });
}

/** The facts about a file of this filing. */
export function fileFacts(filing: Filing, now: Instant, takesUnscanned: boolean): AttachmentFacts {
  return { now, filingOpen: EDITABLE.includes(filing.status), takesUnscanned };
}

type Arrived = { readonly objectKey: string | null; readonly shared?: boolean };

/** A stored file that goes as far as its scan lets it: what is written for that, on the filing where the file begins to count. */
export function settling(
  db: Db,
  before: Pick<FoundAttachment, 'file'>,
  filing: Filing,
  stored: Attachment,
  facts: AttachmentFacts,
  where: Arrived,
): FileChange {
  const next = settled(stored, facts);
  const statements = moveFile(db, { file: next, from: before.file.state, ...where }, facts.now);
  if (next.state === 'attached' && before.file.state !== 'attached')
    return { action: 'filing.attach_file', next, filing: counting(filing, next), statements };
  return { action: before.file.state === 'uploading' ? 'attachment.store' : 'attachment.check', next, statements };
}

/** A file that is refused, with every other of equal bytes: out of the filing while that is open, and never served again. */
export function refusing(
  db: Db,
  filing: Filing,
  file: Attachment,
  reason: 'infected' | 'lost',
  now: Instant,
): FileChange {
  const next: Attachment = {
    ...file,
    state: 'refused',
    refusedFor: reason,
    scan: reason === 'infected' ? 'infected' : file.scan,
  };
  const statements = refuseBytes(db, next, now);
  const counted = filing.attachments.some(({ sha256 }) => sha256 === file.sha256);
  return counted && EDITABLE.includes(filing.status)
    ? {
        action: 'filing.refuse_file',
        next,
        filing: withoutFiles(filing, ({ sha256 }) => sha256 === file.sha256),
        statements,
      }
    : { action: 'attachment.refuse', next, statements };
}
