import type { AttachmentState, FileType, RefusedFor, Scan } from '@lianchuang/domain/attachments';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { jurisdiction, versioned } from '../columns.ts';

/** Files from their ticket on. The bytes lie in the store: as chunks until they are complete, then as one object. */
export const attachments = sqliteTable(
  'attachments',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    ...versioned(),
    filingId: text('filing_id').notNull(),
    materialId: text('material_id').notNull(),
    memberId: text('member_id'),
    state: text('state').$type<AttachmentState>().notNull(),
    scan: text('scan').$type<Scan>().notNull(),
    name: text('name').notNull(),
    type: text('type').$type<FileType>().notNull(),
    bytes: integer('bytes').notNull(),
    tooLargeToScan: integer('too_large_to_scan', { mode: 'boolean' }).notNull().default(false),
    sha256: text('sha256'),
    hasLocation: integer('has_location', { mode: 'boolean' }).notNull().default(false),
    pageHash: text('page_hash'),
    uploadedBy: text('uploaded_by').notNull(),
    ticketEndsAt: integer('ticket_ends_at').notNull(),
    refusedFor: text('refused_for').$type<RefusedFor>(),
    /** Where the bytes lie; made here, never out of a name. Two files of equal bytes in one filing share one. */
    objectKey: text('object_key'),
    scanAttempts: integer('scan_attempts').notNull().default(0),
  },
  (table) => [
    // The files of a filing, and what they take up together.
    index('attachments_by_filing').on(table.filingId, table.state),
    // The sweeper walks the store and this index side by side.
    index('attachments_by_object').on(table.objectKey),
    // Tickets whose time is over, and files that wait for the scanner.
    index('attachments_by_state').on(table.state, table.scan, table.ticketEndsAt),
    index('attachments_by_person').on(table.uploadedBy),
  ],
);
