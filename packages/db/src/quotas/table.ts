import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** How often something was done in a stretch of time. The check is what refuses: it undoes the batch that counts one too many. */
export const counters = sqliteTable(
  'counters',
  {
    /** What is counted and for whom; whoever stands for an address or a person is hashed. */
    bucket: text('bucket').notNull(),
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    used: integer('used').notNull(),
    most: integer('most').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bucket, table.startsAt] }),
    check('counters_used_up', sql`${table.used} <= ${table.most}`),
    // The sweeper drops what is over.
    index('counters_over').on(table.endsAt),
  ],
);
