import type { ReminderKind } from '@lianchuang/domain/filings';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { jurisdiction, versioned } from '../columns.ts';

/** Reminders that were given, each once; its event tells whom it concerns. */
export const reminders = sqliteTable(
  'reminders',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    ...versioned(),
    filingId: text('filing_id').notNull(),
    kind: text('kind').$type<ReminderKind>().notNull(),
    reference: text('reference').notNull(),
    distance: integer('distance').notNull(),
  },
  // The same reminder is given once, however often the job runs; a correction that was extended hangs on another day.
  (table) => [uniqueIndex('reminders_once').on(table.filingId, table.kind, table.reference, table.distance)],
);
