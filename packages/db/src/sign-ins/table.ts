import type { WayIn } from '@lianchuang/domain/organizations';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Every sign-in that went well: the log that has to be kept for six months (网络安全法 art. 21). Append-only by triggers; a row
 * goes only when another is newer by its retention, whatever becomes of the session or the person.
 */
export const signIns = sqliteTable(
  'sign_ins',
  {
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    userId: text('user_id').notNull(),
    /** Of the first office then held, else of an organization; null for somebody with neither. */
    jurisdiction: text('jurisdiction'),
    how: text('how').$type<WayIn>().notNull(),
    /** Null outside production, where everybody is one address. */
    address: text('address'),
    userAgent: text('user_agent'),
  },
  // The auditor reads a jurisdiction's newest first, or a person's; the triggers and the daily job ask for the newest of all.
  (table) => [
    index('sign_ins_by_jurisdiction').on(table.jurisdiction, table.id),
    index('sign_ins_by_user').on(table.userId, table.id),
    index('sign_ins_by_time').on(table.at),
  ],
);
