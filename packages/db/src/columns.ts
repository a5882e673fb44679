import { integer, text } from 'drizzle-orm/sqlite-core';

/** Six-digit code of the bureau that the record belongs to; never null, so no read can forget it. */
export const jurisdiction = () => text('jurisdiction').notNull();

/** Columns of a record that `commit` locks: the version it stands at and the hash of its last event. */
export const versioned = () => ({
  version: integer('version').notNull().default(1),
  chainHash: text('chain_hash'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});
