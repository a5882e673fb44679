import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Who is writing where in a draft right now. It is out of date after moments and no record of anything. */
export const presences = sqliteTable(
  'presences',
  {
    filingId: text('filing_id').notNull(),
    userId: text('user_id').notNull(),
    step: text('step').notNull(),
    field: text('field'),
    since: integer('since').notNull(),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.filingId, table.userId] }),
    // The sweeper drops what is over.
    index('presences_over').on(table.seenAt),
  ],
);
