import type { OrganizationRole } from '@lianchuang/domain/organizations';
import type { Instant } from '@lianchuang/domain/kernel';
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { users } from '../accounts/table.ts';
import type { Db } from '../client.ts';
import type { Statement } from '../commit.ts';
import { organizationInvitations, organizationPeople, organizations } from './table.ts';

export type PersonRecord = {
  readonly userId: string;
  readonly name: string;
  readonly role: OrganizationRole;
  readonly joinedAt: number;
};
export type InvitationRecord = typeof organizationInvitations.$inferSelect;

/** The people of an organization of which the caller is one, in the order in which they came. */
export async function listPeople(db: Db, organizationId: string): Promise<PersonRecord[]> {
  return db.orm
    .select({
      userId: organizationPeople.userId,
      name: users.name,
      role: organizationPeople.role,
      joinedAt: organizationPeople.joinedAt,
    })
    .from(organizationPeople)
    .innerJoin(users, eq(users.id, organizationPeople.userId))
    .where(eq(organizationPeople.organizationId, organizationId))
    .orderBy(asc(organizationPeople.joinedAt), asc(organizationPeople.userId));
}

/** The links of an organization that still work. */
export async function listInvitations(db: Db, organizationId: string, at: Instant): Promise<InvitationRecord[]> {
  const { usedAt, expiresAt, id } = organizationInvitations;
  return db.orm
    .select()
    .from(organizationInvitations)
    .where(and(eq(organizationInvitations.organizationId, organizationId), isNull(usedAt), gt(expiresAt, at)))
    .orderBy(asc(id));
}

/** The link behind a token, with its organization, while it works; the token is the right to see that much. */
export async function findColleagueInvitation(
  db: Db,
  tokenHash: string,
  at: Instant,
): Promise<{ invitation: InvitationRecord; organization: typeof organizations.$inferSelect } | undefined> {
  const { usedAt, expiresAt } = organizationInvitations;
  const [invitation] = await db.orm
    .select()
    .from(organizationInvitations)
    .where(and(eq(organizationInvitations.tokenHash, tokenHash), isNull(usedAt), gt(expiresAt, at)));
  if (invitation === undefined) return undefined;
  const [organization] = await db.orm
    .select()
    .from(organizations)
    .where(eq(organizations.id, invitation.organizationId));
  return organization === undefined ? undefined : { invitation, organization };
}

/** Statement that keeps a link for a colleague. */
export function insertColleagueInvitation(db: Db, invitation: typeof organizationInvitations.$inferInsert): Statement {
  return db.orm.insert(organizationInvitations).values(invitation);
}

/** Statement that notes that a link was used. */
export function useColleagueInvitation(db: Db, id: string, at: Instant): Statement {
  return db.orm.update(organizationInvitations).set({ usedAt: at }).where(eq(organizationInvitations.id, id));
}

/** Statement after which a link works no more. */
export function deleteColleagueInvitation(db: Db, id: string): Statement {
  return db.orm.delete(organizationInvitations).where(eq(organizationInvitations.id, id));
}

/** Statement that takes a person out of an organization. */
export function deletePerson(db: Db, organizationId: string, userId: string): Statement {
  return db.orm
    .delete(organizationPeople)
    .where(and(eq(organizationPeople.organizationId, organizationId), eq(organizationPeople.userId, userId)));
}
