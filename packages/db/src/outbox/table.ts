import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { jurisdiction } from '../columns.ts';

/**
 * Side effects to perform after the batch that wrote them. What may happen twice is performed at least once; what reaches a person
 * is claimed before it is tried, so that a try whose end nobody knows is followed by one more at most.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    kind: text('kind').notNull(),
    payload: text('payload', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer('created_at').notNull(),
    /** What is held until then, so that it may turn out to be needless; null for what goes out at once. */
    notBefore: integer('not_before'),
    attempts: integer('attempts').notNull().default(0),
    doneAt: integer('done_at'),
    /** The person whom it reaches, where that is somebody with an account. */
    recipientId: text('recipient_id'),
    claimedAt: integer('claimed_at'),
    /** Tries of which nobody knows whether they went well. */
    unknownTries: integer('unknown_tries').notNull().default(0),
    lastError: text('last_error'),
    /** Given up, or tried once an hour only; an administrator is shown it. */
    setAsideAt: integer('set_aside_at'),
  },
  (table) => [
    // The sweeper takes what is not done yet, oldest first.
    index('outbox_waiting').on(table.doneAt, table.id),
    // An administrator is shown what was set aside.
    index('outbox_set_aside')
      .on(table.setAsideAt)
      .where(sql`${table.setAsideAt} IS NOT NULL`),
    // An erased person gets nothing more.
    index('outbox_by_recipient')
      .on(table.recipientId)
      .where(sql`${table.recipientId} IS NOT NULL`),
  ],
);

/** The answer to a keyed request, kept with the change that it caused. */
export const idempotency = sqliteTable(
  'idempotency',
  {
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    jurisdiction: jurisdiction(),
    requestHash: text('request_hash').notNull(),
    status: integer('status').notNull(),
    body: text('body').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caller, table.key] })],
);

/** One NOT NULL column that stays empty: writing NULL into it undoes the batch (see `commit`). */
export const commitAsserts = sqliteTable('commit_asserts', { ok: integer('ok').notNull() });
