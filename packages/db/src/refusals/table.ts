import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * What somebody tried and was refused. Append-only by triggers; belongs to the jurisdiction of who tried, or, where nobody had
 * signed in, of the person whose account was tried. Rows of people are permanent, the others end with their retention.
 */
export const refusals = sqliteTable(
  'refusals',
  {
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    requestId: text('request_id').notNull(),
    /** Null where nobody had signed in. */
    userId: text('user_id'),
    /** Null for somebody with neither office nor organization, and where no account was tried. */
    jurisdiction: text('jurisdiction'),
    method: text('method').notNull(),
    path: text('path').notNull(),
    status: integer('status').notNull(),
    code: text('code').notNull(),
    /** Where nobody had signed in: the salted hash under which the address is counted. */
    address: text('address'),
    /** Whose account was tried; never told to who tried. */
    triedUserId: text('tried_user_id'),
  },
  // The auditor reads a jurisdiction's newest first; the limits count the last hour of a person, of nobody, of an address.
  (table) => [
    index('refusals_by_jurisdiction').on(table.jurisdiction, table.id),
    index('refusals_by_user').on(table.userId, table.at),
    index('refusals_by_tried').on(table.triedUserId, table.at),
    index('refusals_by_address').on(table.address, table.at),
  ],
);
