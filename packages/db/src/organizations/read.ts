import { ENDED } from '@lianchuang/domain/filings';
import { isWithin } from '@lianchuang/domain/divisions';
import type { OfficeRole, Viewer } from '@lianchuang/domain/organizations';
import { eq, sql } from 'drizzle-orm';
import { offices } from '../accounts/table.ts';
import type { Db } from '../client.ts';
import { organizationPeople, organizations } from './table.ts';

export type OrganizationRecord = typeof organizations.$inferSelect;

/** What a signed-in person is: organizations and offices, read anew on every request so that a removed role is gone at once. */
export async function findViewer(db: Db, user: { id: string; name: string }): Promise<Viewer> {
  const [people, held] = await Promise.all([
    db.orm
      .select({ id: organizationPeople.organizationId, role: organizationPeople.role })
      .from(organizationPeople)
      .where(eq(organizationPeople.userId, user.id)),
    db.orm
      .select({ jurisdiction: offices.jurisdiction, role: offices.role, divisionCode: offices.divisionCode })
      .from(offices)
      .where(eq(offices.userId, user.id)),
  ]);
  return {
    userId: user.id,
    name: user.name,
    organizations: people,
    offices: held.map((each) => ({ ...each, role: each.role as OfficeRole })),
  };
}

/** The organizations that a viewer speaks for. */
export async function listOwnOrganizations(db: Db, viewer: Viewer): Promise<OrganizationRecord[]> {
  const own = JSON.stringify(viewer.organizations.map((each) => each.id));
  return db.orm
    .select()
    .from(organizations)
    .where(sql`${organizations.id} IN (SELECT value FROM json_each(${own}))`);
}

/** One of the viewer's own organizations. */
export async function findOwnOrganization(db: Db, viewer: Viewer, id: string): Promise<OrganizationRecord | undefined> {
  if (!viewer.organizations.some((each) => each.id === id)) return undefined;
  return (await db.orm.select().from(organizations).where(eq(organizations.id, id)))[0];
}

/** The organization that a link for a colleague leads into; the link is the right to see it. */
export async function findOrganizationOfPass(db: Db, id: string): Promise<OrganizationRecord | undefined> {
  return (await db.orm.select().from(organizations).where(eq(organizations.id, id)))[0];
}

/** The id of the organization registered under a credit code: says that it exists, nothing more. */
export async function findOrganizationIdByUscc(db: Db, uscc: string): Promise<string | null> {
  const [row] = await db.orm.select({ id: organizations.id }).from(organizations).where(eq(organizations.uscc, uscc));
  return row?.id ?? null;
}

/** The ids of the organizations registered under these credit codes: says that they exist, nothing more. */
export async function listOrganizationIdsByUscc(
  db: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.orm
    .select({ id: organizations.id, uscc: organizations.uscc })
    .from(organizations)
    .where(sql`${organizations.uscc} IN (SELECT value FROM json_each(${JSON.stringify(codes)}))`);
  return new Map(rows.map(({ id, uscc }) => [uscc, id]));
}

/** The served jurisdiction nearest to a division, else the division's prefecture. */
export function homeJurisdiction(divisionCode: string, served: readonly string[]): string {
  const [nearest] = served.filter((each) => isWithin(divisionCode, each)).sort((a, b) => (a > b ? -1 : 1));
  return nearest ?? `${divisionCode.slice(0, 4)}00`;
}

/** Names of organizations with an open case for which nobody but this person is owner. */
export async function listHeldAlone(db: Db, userId: string): Promise<string[]> {
  const ended = JSON.stringify(ENDED);
  const rows = await db.orm
    .select({ name: organizations.name })
    .from(organizationPeople)
    .innerJoin(organizations, eq(organizations.id, organizationPeople.organizationId))
    .where(
      sql`${organizationPeople.userId} = ${userId} AND ${organizationPeople.role} = 'owner'
        AND NOT EXISTS (SELECT 1 FROM organization_people o WHERE o.organization_id = ${organizations.id}
          AND o.role = 'owner' AND o.user_id <> ${userId})
        AND (EXISTS (SELECT 1 FROM filings f WHERE f.lead_organization_id = ${organizations.id}
            AND f.status NOT IN (SELECT value FROM json_each(${ended})))
          OR EXISTS (SELECT 1 FROM filing_members m JOIN filings f ON f.id = m.filing_id
            WHERE m.organization_id = ${organizations.id} AND f.status NOT IN (SELECT value FROM json_each(${ended}))))`,
    );
  return rows.map(({ name }) => name);
}
