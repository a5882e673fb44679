import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { users } from '../accounts/table.ts';
import type { Db } from '../client.ts';
import { events } from '../events/table.ts';
import { filingComments, filingInvitations, filingPasses, filingReads } from './table.ts';

// All of it is read for somebody who has already been allowed to see the filing.

export type ReadRecord = typeof filingReads.$inferSelect;
export type CommentRecord = typeof filingComments.$inferSelect;
export type InvitationRecord = typeof filingInvitations.$inferSelect;
export type PassRecord = typeof filingPasses.$inferSelect;

/** Who saw which version, newest first, each with the name that the person has now. */
export async function listReads(db: Db, filingId: string): Promise<(ReadRecord & { readonly by: string })[]> {
  const rows = await db.orm
    .select({ read: filingReads, by: users.name })
    .from(filingReads)
    .leftJoin(users, eq(users.id, filingReads.userId))
    .where(eq(filingReads.filingId, filingId))
    .orderBy(desc(filingReads.seenAt));
  return rows.map(({ read, by }) => ({ ...read, by: by ?? '' }));
}

/** What one person last saw for one member. */
export async function findRead(
  db: Db,
  filingId: string,
  memberId: string,
  userId: string,
): Promise<ReadRecord | undefined> {
  const [row] = await db.orm
    .select()
    .from(filingReads)
    .where(and(eq(filingReads.filingId, filingId), eq(filingReads.memberId, memberId), eq(filingReads.userId, userId)));
  return row;
}

/** Everything said about a filing, oldest first, each with the name that the person has now. */
export async function listComments(db: Db, filingId: string): Promise<(CommentRecord & { readonly by: string })[]> {
  const rows = await db.orm
    .select({ comment: filingComments, by: users.name })
    .from(filingComments)
    .leftJoin(users, eq(users.id, filingComments.userId))
    .where(eq(filingComments.filingId, filingId))
    .orderBy(asc(filingComments.id));
  return rows.map(({ comment, by }) => ({ ...comment, by: by ?? '' }));
}

/** Links for colleagues of one member, newest first. */
export async function listPasses(db: Db, filingId: string, memberId: string): Promise<PassRecord[]> {
  return db.orm
    .select()
    .from(filingPasses)
    .where(and(eq(filingPasses.filingId, filingId), eq(filingPasses.memberId, memberId)))
    .orderBy(desc(filingPasses.id))
    .limit(20);
}

/** The link for a colleague that a token names, whatever became of it. */
export async function findPass(db: Db, token: string): Promise<PassRecord | undefined> {
  const [row] = await db.orm.select().from(filingPasses).where(eq(filingPasses.token, token));
  return row;
}

/** When each member was last reminded. */
export async function listReminders(db: Db, filingId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db.orm
    .select({
      memberId: sql<string>`json_extract(${events.payload}, '$.memberId')`.as('member_id'),
      at: sql<number>`max(${events.at})`.as('last'),
    })
    .from(events)
    .where(and(eq(events.subject, filingId), eq(events.action, 'filing.remind_member')))
    .groupBy(sql`member_id`);
  return new Map(rows.map(({ memberId, at }) => [memberId, at]));
}

/** What last went out to each member. */
export async function listInvitations(db: Db, filingId: string): Promise<ReadonlyMap<string, InvitationRecord>> {
  const rows = await db.orm
    .select()
    .from(filingInvitations)
    .where(eq(filingInvitations.filingId, filingId))
    .orderBy(asc(filingInvitations.id));
  return new Map(rows.map((each) => [each.memberId, each]));
}

/** For the outbox only: where an invitation goes. */
export async function findInvitationForJob(db: Db, id: string): Promise<InvitationRecord | undefined> {
  const [row] = await db.orm.select().from(filingInvitations).where(eq(filingInvitations.id, id));
  return row;
}
