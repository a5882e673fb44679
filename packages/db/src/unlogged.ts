import type { Instant } from '@lianchuang/domain/kernel';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { offices } from './accounts/table.ts';
import type { Db } from './client.ts';
import { outbox } from './outbox/table.ts';
import { seals } from './seals/table.ts';

// The writes that are no change of a record and so have no event; docs/decisions/0003-one-writer.md lists them.

/** Notes that a message was performed. Housekeeping of a delivery, not a change of a record: it has no event. */
export async function markDone(db: Db, id: string, at: Instant): Promise<void> {
  await db.orm.update(outbox).set({ doneAt: at }).where(eq(outbox.id, id)).run();
}

/** Notes a failed attempt; the message stays waiting. */
export async function markFailed(db: Db, id: string): Promise<void> {
  await db.orm
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1` })
    .where(eq(outbox.id, id))
    .run();
}

/**
 * Gives offices in a bureau; the same office again changes nothing. Offices are granted when a bureau is installed, before
 * anybody could sign in to grant them, so this is no change of a record and has no event.
 */
export async function grantOffices(db: Db, grants: (typeof offices.$inferInsert)[]): Promise<void> {
  await db.orm.insert(offices).values(grants).onConflictDoNothing().run();
}

/** Notes that a root lies outside the database. A seal is about events and can have none of its own. */
export async function markPublished(db: Db, size: number, at: Instant): Promise<void> {
  await db.orm
    .update(seals)
    .set({ publishedAt: at })
    .where(and(eq(seals.size, size), isNull(seals.publishedAt)))
    .run();
}
