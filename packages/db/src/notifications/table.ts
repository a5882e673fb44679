import type { Facts, NotificationKind } from '@lianchuang/domain/notifications';
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { jurisdiction } from '../columns.ts';

/** What a person was told about an event, once; written in the batch of the event itself. */
export const notifications = sqliteTable(
  'notifications',
  {
    recipientId: text('recipient_id').notNull(),
    eventId: text('event_id').notNull(),
    jurisdiction: jurisdiction(),
    kind: text('kind').$type<NotificationKind>().notNull(),
    /** The record that it is about. */
    subject: text('subject').notNull(),
    facts: text('facts', { mode: 'json' }).$type<Facts>().notNull(),
    urgent: integer('urgent', { mode: 'boolean' }).notNull(),
    /** `waiting` for the daily digest, then the day of the one that it stood in; null for what was not for a digest. */
    digest: text('digest'),
    createdAt: integer('created_at').notNull(),
    readAt: integer('read_at'),
  },
  (table) => [
    // One event tells a person once. Ids of events are sorted by time, so a list walks this key.
    primaryKey({ columns: [table.recipientId, table.eventId] }),
    // Whom an event told, for its mails.
    index('notifications_by_event').on(table.eventId),
    // The count on every page.
    index('notifications_unread')
      .on(table.recipientId, table.eventId)
      .where(sql`${table.readAt} IS NULL`),
    index('notifications_for_digest')
      .on(table.recipientId)
      .where(sql`${table.digest} = 'waiting'`),
  ],
);

/** How somebody wants to be told; whoever never chose has the defaults of the domain. */
export const notificationChoices = sqliteTable('notification_choices', {
  userId: text('user_id').primaryKey(),
  mail: integer('mail', { mode: 'boolean' }).notNull(),
  text: integer('text', { mode: 'boolean' }).notNull(),
  pace: text('pace').$type<'now' | 'daily' | 'never'>().notNull(),
  locale: text('locale').$type<'zh' | 'en'>().notNull(),
  updatedAt: integer('updated_at').notNull(),
});

/** What a demonstration would have sent, one row for each time; elsewhere this stays empty. */
export const keptMessages = sqliteTable(
  'kept_messages',
  {
    id: text('id').primaryKey(),
    /** The message that was sent; the same twice means that it was sent twice. */
    messageId: text('message_id').notNull(),
    channel: text('channel').$type<'mail' | 'text'>().notNull(),
    recipient: text('recipient').notNull(),
    subject: text('subject'),
    body: text('body').notNull(),
    keptAt: integer('kept_at').notNull(),
  },
  // The page shows the newest first, the job drops the oldest.
  (table) => [index('kept_messages_by_time').on(table.keptAt, table.id)],
);
