import { mailOf } from '@lianchuang/domain/accounts';
import type { Instant } from '@lianchuang/domain/kernel';
import { DEFAULT_CHOICES, SAME_ASKING, type Choices } from '@lianchuang/domain/notifications';
import type { Viewer } from '@lianchuang/domain/organizations';
import { and, desc, eq, exists, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import { users } from '../accounts/table.ts';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor } from '../cursor.ts';
import { organizationPeople } from '../organizations/table.ts';
import { keptMessages, notificationChoices, notifications } from './table.ts';

export type NotificationRecord = typeof notifications.$inferSelect;

/** More than these are not counted one by one. */
export const MOST_COUNTED = 100;

/** How many notifications somebody has not read, counted up to a hundred. */
export async function countUnread(db: Db, userId: string): Promise<number> {
  const unread = db.orm
    .select({ one: sql`1` })
    .from(notifications)
    .where(and(eq(notifications.recipientId, userId), isNull(notifications.readAt)))
    .limit(MOST_COUNTED);
  const [row] = await db.orm.select({ count: sql<number>`count(*)` }).from(unread.as('unread'));
  return row?.count ?? 0;
}

/** A page of the viewer's own notifications, newest first; undefined for a cursor that is not ours. */
export async function listNotifications(
  db: Db,
  viewer: Viewer,
  { unread, limit, cursor }: { unread?: boolean | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: NotificationRecord[]; nextCursor: string | null } | undefined> {
  const position = cursor === undefined ? undefined : unpackCursor(cursor, 1);
  if (cursor !== undefined && typeof position?.[0] !== 'string') return undefined;
  const rows = await db.orm
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.recipientId, viewer.userId),
        unread === true ? isNull(notifications.readAt) : undefined,
        position === undefined ? undefined : lt(notifications.eventId, String(position[0])),
      ),
    )
    .orderBy(desc(notifications.eventId))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : packCursor([last.eventId]) };
}

/** How somebody wants to be told. */
export async function findChoices(db: Db, userId: string): Promise<Choices> {
  const [row] = await db.orm.select().from(notificationChoices).where(eq(notificationChoices.userId, userId));
  if (row === undefined) return DEFAULT_CHOICES;
  const { mail, text, pace, locale } = row;
  return { mail, text, pace, locale };
}

/** Where somebody is reached; undefined for who is gone or shut out. */
export async function findReach(db: Db, userId: string) {
  const { email, phoneNumber, phoneNumberVerified, disabledAt, name } = users;
  const [row] = await db.orm
    .select({ email, phoneNumber, phoneNumberVerified, disabledAt, name })
    .from(users)
    .where(eq(users.id, userId));
  if (row === undefined || row.disabledAt !== null) return undefined;
  return { name: row.name, email: mailOf(row.email), phone: row.phoneNumberVerified === true ? row.phoneNumber : null };
}

/** For jobs only: what an event told one person. */
export async function findNotificationForJob(db: Db, recipientId: string, eventId: string) {
  const [row] = await db.orm
    .select()
    .from(notifications)
    .where(and(eq(notifications.recipientId, recipientId), eq(notifications.eventId, eventId)));
  return row;
}

/** For jobs only: the organizations that the recipient of a notification writes for, and whether a later one asks for the same. */
export async function findHeldForJob(
  db: Db,
  { recipientId, eventId, subject }: NotificationRecord,
): Promise<{ organizations: string[]; isAskedAgain: boolean }> {
  const { organizationId, userId } = organizationPeople;
  const later = db.orm
    .select({ one: sql`1` })
    .from(notifications)
    .where(
      and(
        eq(notifications.recipientId, recipientId),
        eq(notifications.subject, subject),
        gt(notifications.eventId, eventId),
        inArray(notifications.kind, [...SAME_ASKING]),
      ),
    );
  const rows = await db.orm
    .select({ organizationId, later: sql<number>`${exists(later)}` })
    .from(organizationPeople)
    .where(eq(userId, recipientId));
  return { organizations: rows.map((row) => row.organizationId), isAskedAgain: rows.some((row) => row.later === 1) };
}

/** For jobs only: what stands in one person's digest of a day, oldest first. */
export async function listOfDigest(db: Db, recipientId: string, day: string): Promise<NotificationRecord[]> {
  return db.orm
    .select()
    .from(notifications)
    .where(and(eq(notifications.recipientId, recipientId), eq(notifications.digest, day)))
    .orderBy(notifications.eventId);
}

/** For jobs only: people for whom something waits that happened before a digest closed. */
export async function listForDigest(db: Db, before: Instant, limit: number) {
  return db.orm
    .selectDistinct({ recipientId: notifications.recipientId })
    .from(notifications)
    .where(and(sql`${notifications.digest} = 'waiting'`, lt(notifications.createdAt, before)))
    .limit(limit);
}

/** What a demonstration would have sent, newest first. */
export async function listKept(db: Db, limit: number): Promise<(typeof keptMessages.$inferSelect)[]> {
  return db.orm.select().from(keptMessages).orderBy(desc(keptMessages.keptAt), desc(keptMessages.id)).limit(limit);
}
