import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What a signed-in person tried and was refused. Append-only by triggers; belongs to the jurisdiction of who tried. */
export const refusals = sqliteTable(
  'refusals',
  {
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    requestId: text('request_id').notNull(),
    userId: text('user_id').notNull(),
    /** Null for somebody with neither office nor organization. */
    jurisdiction: text('jurisdiction'),
    method: text('method').notNull(),
    path: text('path').notNull(),
    status: integer('status').notNull(),
    code: text('code').notNull(),
  },
  // The auditor reads a jurisdiction's newest first; the limit per person counts the last hour.
  (table) => [
    index('refusals_by_jurisdiction').on(table.jurisdiction, table.id),
    index('refusals_by_user').on(table.userId, table.at),
  ],
);
