import type { Attachment } from '@lianchuang/domain/attachments';
import { seesFile } from '@lianchuang/domain/filings';
import type { Viewer } from '@lianchuang/domain/organizations';
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { findFiling, type FoundFiling } from '../filings/read.ts';
import { attachments } from './table.ts';

type AttachmentRecord = typeof attachments.$inferSelect;

/** A file with what its writer needs beside the domain's own shape. */
export type FoundAttachment = {
  readonly file: Attachment;
  readonly chainHash: string | null;
  readonly objectKey: string | null;
};

function toFound(record: AttachmentRecord): FoundAttachment {
  const { chainHash, objectKey, updatedAt: _, scanAttempts: __, ...file } = record;
  return { file, chainHash, objectKey };
}

/** All files of a filing that the caller has already been allowed to see, oldest first; who sees which is for the caller to ask. */
export async function listFilesOf(db: Db, filingId: string): Promise<Attachment[]> {
  const rows = await db.orm
    .select()
    .from(attachments)
    .where(eq(attachments.filingId, filingId))
    .orderBy(asc(attachments.id));
  return rows.map((row) => toFound(row).file);
}

/** A file with its filing, if the viewer may know of it; undefined otherwise, whether it is missing or not theirs. */
export async function findAttachment(
  db: Db,
  viewer: Viewer,
  id: string,
): Promise<(FoundAttachment & { readonly found: FoundFiling }) | undefined> {
  const [record] = await db.orm.select().from(attachments).where(eq(attachments.id, id));
  if (record === undefined) return undefined;
  const found = await findFiling(db, viewer, record.filingId);
  const attachment = toFound(record);
  if (found === undefined || !seesFile(found.filing, viewer, attachment.file)) return undefined;
  return { ...attachment, found };
}
