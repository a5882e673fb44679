import type { OrganizationRole } from '@lianchuang/domain/organizations';
import type { Instant } from '@lianchuang/domain/kernel';
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import type { Statement } from '../commit.ts';
import { organizationPeople } from '../organizations/table.ts';
import { filingComments, filingInvitations, filingPasses, filingReads, filingTexts } from './table.ts';

type Fresh<T> = Omit<T, 'version' | 'chainHash' | 'createdAt' | 'updatedAt'>;

/** Statement that notes for the first time what somebody saw. */
export function insertRead(db: Db, read: Fresh<typeof filingReads.$inferInsert>): Statement {
  const { seenAt } = read;
  return db.orm.insert(filingReads).values({ ...read, version: 1, createdAt: seenAt, updatedAt: seenAt });
}

/** Statement that notes what somebody saw since. */
export function updateRead(
  db: Db,
  id: string,
  seen: Pick<typeof filingReads.$inferSelect, 'contentHash' | 'seenVersion' | 'seenAt'>,
): Statement {
  return db.orm.update(filingReads).set(seen).where(eq(filingReads.id, id));
}

/** Statement that lets a text go which nobody saw last any more. */
export function dropUnseenText(db: Db, filingId: string, hash: string): Statement {
  return db.orm
    .delete(filingTexts)
    .where(
      and(
        eq(filingTexts.filingId, filingId),
        eq(filingTexts.hash, hash),
        sql`NOT EXISTS (SELECT 1 FROM filing_reads WHERE filing_id = ${filingId} AND content_hash = ${hash})`,
      ),
    );
}

/** Statement that keeps what was said. */
export function insertComment(db: Db, comment: Fresh<typeof filingComments.$inferInsert>, at: Instant): Statement {
  return db.orm.insert(filingComments).values({ ...comment, version: 1, createdAt: at, updatedAt: at });
}

/** Statement that settles a thread. */
export function resolveThread(db: Db, id: string, at: Instant, by: string): Statement {
  return db.orm.update(filingComments).set({ resolvedAt: at, resolvedBy: by }).where(eq(filingComments.id, id));
}

/** Statement that keeps a link for a colleague. */
export function insertPass(db: Db, pass: typeof filingPasses.$inferInsert): Statement {
  return db.orm.insert(filingPasses).values(pass);
}

/** Statements that use such a link: the person belongs to the organization, in this role, and the link works no more. */
export function usePass(
  db: Db,
  pass: typeof filingPasses.$inferSelect,
  userId: string,
  role: OrganizationRole,
  at: Instant,
): Statement[] {
  return [
    db.orm
      .insert(organizationPeople)
      .values({ organizationId: pass.organizationId, jurisdiction: pass.jurisdiction, userId, role, joinedAt: at })
      .onConflictDoUpdate({
        target: [organizationPeople.organizationId, organizationPeople.userId],
        set: { role },
      }),
    db.orm.update(filingPasses).set({ usedAt: at }).where(eq(filingPasses.id, pass.id)),
  ];
}

/** Statement that keeps where an invitation goes. */
export function insertInvitation(db: Db, invitation: typeof filingInvitations.$inferInsert): Statement {
  return db.orm.insert(filingInvitations).values(invitation);
}

/** Statement that drops what went out to a member that is taken out; what waits is then not sent. */
export function dropInvitations(db: Db, filingId: string, memberId: string): Statement {
  return db.orm
    .delete(filingInvitations)
    .where(and(eq(filingInvitations.filingId, filingId), eq(filingInvitations.memberId, memberId)));
}
