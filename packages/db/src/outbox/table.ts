import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { jurisdiction } from '../columns.ts';

/** Side effects to perform after the batch that wrote them; performed at least once. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    kind: text('kind').notNull(),
    payload: text('payload', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    doneAt: integer('done_at'),
  },
  // The sweeper takes what is not done yet, oldest first.
  (table) => [index('outbox_waiting').on(table.doneAt, table.id)],
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
