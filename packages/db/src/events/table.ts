import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { jurisdiction } from '../columns.ts';

/** Append-only: triggers refuse UPDATE, DELETE and REPLACE. One row per change, chained per subject. */
export const events = sqliteTable(
  'events',
  {
    id: text('id').primaryKey(),
    subject: text('subject').notNull(),
    version: integer('version').notNull(),
    jurisdiction: jurisdiction(),
    action: text('action').notNull(),
    actorId: text('actor_id'),
    actorName: text('actor_name').notNull(),
    actorOrganization: text('actor_organization'),
    at: integer('at').notNull(),
    payload: text('payload', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    previousHash: text('previous_hash'),
    hash: text('hash').notNull(),
  },
  (table) => [
    // A subject has exactly one event per version: the proof that a change was decided once.
    uniqueIndex('events_once').on(table.subject, table.version),
    // The auditor reads a jurisdiction's events, newest first; ids are sorted by time.
    index('events_by_jurisdiction').on(table.jurisdiction, table.id),
    index('events_by_actor').on(table.actorId, table.id),
  ],
);
