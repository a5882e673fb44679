import { ATTACHMENT_LIMITS, HELD, KEPT, type Attachment, type AttachmentState } from '@lianchuang/domain/attachments';
import { ARRIVING_MILLISECONDS, EDITABLE } from '@lianchuang/domain/filings';
import type { Instant } from '@lianchuang/domain/kernel';
import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { changedOne, holds, type Statement } from '../commit.ts';
import { filings } from '../filings/table.ts';
import { attachments } from './table.ts';

type Limits = Pick<typeof ATTACHMENT_LIMITS, 'filesPerFiling' | 'bytesPerFiling'> & {
  /** How many files its provider may hand in of its material; null where that is not limited. */
  readonly most: number | null;
};

const among = (states: readonly string[]): SQL => sql`(SELECT value FROM json_each(${JSON.stringify(states)}))`;
const isOpen = (filingId: string): SQL =>
  sql`EXISTS (SELECT 1 FROM ${filings} WHERE id = ${filingId} AND status IN ${among(EDITABLE)})`;

/**
 * Statements that insert a ticket, if its filing is with the applicant and has room for one more file and its bytes at that very
 * instant, and its provider for one more of that material: counted by the statement itself, so that thirty at once cannot slip by. Otherwise the batch is undone.
 */
export function insertTicket(
  db: Db,
  file: Attachment,
  at: Instant,
  limits: Limits = { ...ATTACHMENT_LIMITS, most: null },
): readonly Statement[] {
  const taken = sql`FROM ${attachments} WHERE filing_id = ${file.filingId} AND state IN ${among(HELD)}
    AND (state <> 'uploading' OR ticket_ends_at > ${at})`;
  return [
    db.orm
      .run(sql`INSERT INTO ${attachments} (id, jurisdiction, version, created_at, updated_at, filing_id, material_id,
        member_id, state, scan, name, type, bytes, sha256, has_location, page_hash, uploaded_by, ticket_ends_at)
      SELECT ${file.id}, ${file.jurisdiction}, 1, ${at}, ${at}, ${file.filingId}, ${file.materialId}, ${file.memberId},
        ${file.state}, ${file.scan}, ${file.name}, ${file.type}, ${file.bytes}, ${file.sha256}, 0, ${file.pageHash},
        ${file.uploadedBy}, ${file.ticketEndsAt}
      WHERE ${isOpen(file.filingId)} AND (SELECT count(*) ${taken}) < ${limits.filesPerFiling}
        AND (SELECT coalesce(sum(bytes), 0) ${taken}) + ${file.bytes} <= ${limits.bytesPerFiling}
        AND (${limits.most} IS NULL OR (SELECT count(*) ${taken} AND material_id = ${file.materialId}
          AND member_id IS ${file.memberId}) < ${limits.most})`),
    changedOne(db),
  ];
}

/** What of a file a step may change. */
export type Moved = {
  readonly file: Attachment;
  readonly from: AttachmentState;
  readonly objectKey: string | null;
  /** The bytes lie where another file of the filing has them: it has to have them still. */
  readonly shared?: boolean;
};

/** Statements that take a file from one state to the next; undone where it no longer stands there, or its time is over. */
export function moveFile(db: Db, { file, from, objectKey, shared = false }: Moved, at: Instant): readonly Statement[] {
  const inTime = from === 'uploading' && file.state !== 'removed' && file.state !== 'expired';
  return [
    db.orm.run(sql`UPDATE ${attachments} SET state = ${file.state}, scan = ${file.scan},
        too_large_to_scan = ${file.tooLargeToScan ? 1 : 0}, sha256 = ${file.sha256},
        has_location = ${file.hasLocation ? 1 : 0}, refused_for = ${file.refusedFor}, object_key = ${objectKey},
        updated_at = ${at}
      WHERE id = ${file.id} AND state = ${from} ${inTime ? sql`AND ticket_ends_at > ${at} AND ${isOpen(file.filingId)}` : sql``}
      ${
        shared
          ? sql`AND EXISTS (SELECT 1 FROM ${attachments} other WHERE other.object_key = ${objectKey}
              AND other.id <> ${file.id} AND other.state IN ${among(KEPT)})`
          : sql``
      }`),
    changedOne(db),
  ];
}

/** Statement that takes away everything that a member provided or was about to. */
export function removeFilesOf(db: Db, filingId: string, memberId: string, at: Instant): Statement {
  return db.orm.run(sql`UPDATE ${attachments} SET state = 'removed', updated_at = ${at}
    WHERE filing_id = ${filingId} AND member_id = ${memberId} AND state IN ${among(HELD)}`);
}

/** Statement that undoes a submission while a file of the filing does not count yet: one that has arrived, or one that its submitter is sending. */
export function noFileWaits(db: Db, filingId: string, userId: string, at: Instant): Statement {
  return holds(
    db,
    sql`NOT EXISTS (SELECT 1 FROM ${attachments} WHERE filing_id = ${filingId} AND (state = 'stored'
      OR (state = 'uploading' AND uploaded_by = ${userId} AND ticket_ends_at > ${at}
        AND created_at > ${at - ARRIVING_MILLISECONDS})))`,
  );
}

/** Statements that refuse a file and every other of its filing with the same bytes; undone where none is kept any more. */
export function refuseBytes(db: Db, file: Attachment, at: Instant): readonly Statement[] {
  return [
    db.orm.run(sql`UPDATE ${attachments} SET state = 'refused', scan = ${file.scan}, refused_for = ${file.refusedFor},
        updated_at = ${at}
      WHERE filing_id = ${file.filingId} AND sha256 = ${file.sha256} AND state IN ${among(KEPT)}`),
    holds(db, sql`changes() >= 1`),
  ];
}
