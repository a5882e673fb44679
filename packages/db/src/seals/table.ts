import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// One tree over the events of all jurisdictions, so these three belong to none. Triggers keep them append-only.

/** Which event is which leaf of the tree, in the order of commitment. */
export const sealLeaves = sqliteTable('seal_leaves', {
  position: integer('position').primaryKey(),
  eventId: text('event_id').notNull().unique(),
});

/** Every perfect subtree, leaves included: what a proof is made of. */
export const sealNodes = sqliteTable(
  'seal_nodes',
  {
    level: integer('level').notNull(),
    position: integer('position').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.position] })],
);

/** A root over the first `size` events; `publishedAt` is set once, when it lies outside the database. */
export const seals = sqliteTable('seals', {
  size: integer('size').primaryKey(),
  root: text('root').notNull(),
  at: integer('at').notNull(),
  publishedAt: integer('published_at'),
});
