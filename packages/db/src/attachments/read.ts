import { seesFile } from '@lianchuang/domain/filings';
import type { Viewer } from '@lianchuang/domain/organizations';
import { KEPT, type Attachment, type Scan } from '@lianchuang/domain/attachments';
import { and, asc, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { findFiling, type FoundFiling } from '../filings/read.ts';
import { attachments } from './table.ts';

type AttachmentRecord = typeof attachments.$inferSelect;

/** A file with what its writer needs beside the domain's own shape. */
export type FoundAttachment = {
  readonly file: Attachment;
  readonly chainHash: string | null;
  readonly objectKey: string | null;
  /** How often a scanner was asked and did not answer. */
  readonly scanAttempts: number;
};

function toFound(record: AttachmentRecord): FoundAttachment {
  const { chainHash, objectKey, scanAttempts, updatedAt: _, ...file } = record;
  return { file, chainHash, objectKey, scanAttempts };
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

/** The key of equal bytes that a filing keeps already, and so need not be kept twice. */
export async function findSameBytes(db: Db, file: Attachment, sha256: string): Promise<string | null> {
  const [row] = await db.orm
    .select({ key: attachments.objectKey })
    .from(attachments)
    .where(
      and(
        eq(attachments.filingId, file.filingId),
        inArray(attachments.state, [...KEPT]),
        eq(attachments.sha256, sha256),
        eq(attachments.bytes, file.bytes),
        ne(attachments.id, file.id),
      ),
    )
    .limit(1);
  return row?.key ?? null;
}

/** For jobs only: a file without a viewer. */
export async function findAttachmentForJob(db: Db, id: string): Promise<FoundAttachment | undefined> {
  const [record] = await db.orm.select().from(attachments).where(eq(attachments.id, id));
  return record === undefined ? undefined : toFound(record);
}

/** For jobs only: ids of files that nobody has scanned yet and that a scanner takes, those tried least first. */
export async function listUnscanned(db: Db, limit: number, scans: readonly Scan[]): Promise<string[]> {
  const rows = await db.orm
    .select({ id: attachments.id })
    .from(attachments)
    .where(
      and(
        inArray(attachments.state, [...KEPT]),
        inArray(attachments.scan, [...scans]),
        eq(attachments.tooLargeToScan, false),
      ),
    )
    .orderBy(asc(attachments.scanAttempts), asc(attachments.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** For jobs only: how many files have arrived and count nowhere until somebody scans them. */
export async function countHeld(db: Db): Promise<number> {
  const [row] = await db.orm
    .select({ count: sql<number>`count(*)` })
    .from(attachments)
    .where(and(eq(attachments.state, 'stored'), eq(attachments.tooLargeToScan, false)));
  return row?.count ?? 0;
}

/** For jobs only: tickets whose time is over. */
export async function listOverdueTickets(db: Db, at: number, limit: number): Promise<string[]> {
  const rows = await db.orm
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(eq(attachments.state, 'uploading'), lt(attachments.ticketEndsAt, at + 1)))
    .orderBy(asc(attachments.ticketEndsAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** For jobs only: which of these files still wait for their bytes at an instant. */
export async function stillUploading(db: Db, ids: readonly string[], at: number): Promise<Set<string>> {
  const rows = await db.orm
    .select({ id: attachments.id })
    .from(attachments)
    .where(
      and(
        sql`${attachments.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
        eq(attachments.state, 'uploading'),
        sql`${attachments.ticketEndsAt} > ${at}`,
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** For jobs only: the keys under which bytes have to lie, with one file for each, in a stretch of the store. */
export async function listKeysBetween(
  db: Db,
  after: string,
  upTo: string | null,
): Promise<{ readonly key: string; readonly id: string }[]> {
  const rows = await db.orm
    .select({ key: sql<string>`${attachments.objectKey}`, id: sql<string>`min(${attachments.id})` })
    .from(attachments)
    .where(
      and(
        sql`${attachments.objectKey} > ${after}`,
        upTo === null ? undefined : sql`${attachments.objectKey} <= ${upTo}`,
        inArray(attachments.state, [...KEPT]),
      ),
    )
    .groupBy(attachments.objectKey);
  return rows;
}
