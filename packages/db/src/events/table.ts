import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { jurisdiction } from '../columns.ts';

/**
 * Append-only: triggers refuse DELETE, REPLACE and every UPDATE but the erasure of what is personal. One row per change,
 * chained per subject. The hash covers commitments in place of the name and of what was done: without its salt a commitment
 * tells nothing, so that the name may be erased and a chain be shown without its content.
 */
export const events = sqliteTable(
  'events',
  {
    id: text('id').primaryKey(),
    subject: text('subject').notNull(),
    version: integer('version').notNull(),
    jurisdiction: jurisdiction(),
    action: text('action').notNull(),
    actorId: text('actor_id'),
    /** Empty once erased. */
    actorName: text('actor_name').notNull(),
    /** Null once erased, and for events of before commitments, whose hash covers the name itself. */
    salt: text('salt'),
    /** Hides what was done from whoever may see only that something was; never erased. */
    contentSalt: text('content_salt'),
    commitment: text('commitment'),
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
