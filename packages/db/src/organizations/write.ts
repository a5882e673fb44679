import type { OrganizationRole } from '@lianchuang/domain/organizations';
import type { Instant } from '@lianchuang/domain/kernel';
import type { Db } from '../client.ts';
import type { Statement } from '../commit.ts';
import { organizationPeople, organizations } from './table.ts';

export type NewOrganization = Omit<
  typeof organizations.$inferInsert,
  'version' | 'chainHash' | 'createdAt' | 'updatedAt'
>;

/** Statement that registers an organization. */
export function insertOrganization(db: Db, organization: NewOrganization, at: Instant): Statement {
  return db.orm.insert(organizations).values({ ...organization, version: 1, createdAt: at, updatedAt: at });
}

/** Statement that gives a person a role in an organization. */
export function insertPerson(
  db: Db,
  organization: Pick<NewOrganization, 'id' | 'jurisdiction'>,
  userId: string,
  role: OrganizationRole,
  at: Instant,
): Statement {
  return db.orm
    .insert(organizationPeople)
    .values({ organizationId: organization.id, jurisdiction: organization.jurisdiction, userId, role, joinedAt: at });
}
