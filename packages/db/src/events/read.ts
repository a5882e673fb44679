import { administers } from '@lianchuang/domain/accounts';
import type { Viewer } from '@lianchuang/domain/organizations';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor } from '../cursor.ts';
import { committed } from './commitment.ts';
import { events } from './table.ts';

export type EventRecord = typeof events.$inferSelect;

/** All events of subjects that the caller has already been allowed to see, oldest first. */
export async function listEventsOf(db: Db, subjects: readonly string[]): Promise<EventRecord[]> {
  return db.orm
    .select()
    .from(events)
    .where(sql`${events.subject} IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))`)
    .orderBy(asc(events.at), asc(events.id));
}

/** An auditor's page of events of the jurisdictions held as auditor; undefined when the cursor is not one of ours. */
export async function listEvents(
  db: Db,
  viewer: Viewer,
  filter: { subject?: string | undefined; actor?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: EventRecord[]; nextCursor: string | null } | undefined> {
  const codes = administers(viewer, ['auditor']);
  const position = filter.cursor === undefined ? undefined : unpackCursor(filter.cursor, 1);
  if (filter.cursor !== undefined && position === undefined) return undefined;
  const rows = await db.orm
    .select()
    .from(events)
    .where(
      and(
        sql`${events.jurisdiction} IN (SELECT value FROM json_each(${JSON.stringify(codes)}))`,
        filter.subject === undefined ? undefined : eq(events.subject, filter.subject),
        filter.actor === undefined ? undefined : eq(events.actorId, filter.actor),
        position === undefined ? undefined : sql`${events.id} < ${position[0]}`,
      ),
    )
    .orderBy(desc(events.id))
    .limit(filter.limit + 1);
  const items = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : packCursor([last.id]) };
}

/** What an event's hash commits to as its content. */
export const contentOf = ({ contentSalt, action, actorId, actorOrganization, payload }: EventRecord) => ({
  salt: contentSalt,
  action,
  actorId,
  actorOrganization,
  payload,
});

/** The hash under which an event's content is committed to; null for events of before commitments. */
export async function contentHashOf(event: EventRecord): Promise<string | null> {
  return event.contentSalt === null ? null : committed(contentOf(event));
}
