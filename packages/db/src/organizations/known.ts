import type { ChainPosition, OrganizationKind } from '@lianchuang/domain/organizations';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { filingMembers, filings } from '../filings/table.ts';
import { organizations } from './table.ts';

/** What an organization registered about itself. */
export type Registered = {
  readonly uscc: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly divisionCode: string;
};
/** How a filing placed an organization. */
export type Placed = {
  readonly uscc: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly chainPosition: ChainPosition | null;
};

/** The organizations that registered under these credit codes, as they did. */
export async function listRegistered(db: Db, codes: readonly string[]): Promise<Registered[]> {
  return db.orm
    .select({
      uscc: organizations.uscc,
      name: organizations.name,
      kind: organizations.kind,
      divisionCode: organizations.divisionCode,
    })
    .from(organizations)
    .where(sql`${organizations.uscc} IN (SELECT value FROM json_each(${JSON.stringify(codes)}))`);
}

const placed = {
  uscc: filingMembers.uscc,
  name: filingMembers.name,
  kind: filingMembers.kind,
  chainPosition: filingMembers.chainPosition,
};

/** How the filings of one lead placed these organizations, the newest first; its own drafts count. */
export async function listPlacedByLead(
  db: Db,
  leadOrganizationId: string,
  codes: readonly string[],
  exceptFiling: string,
): Promise<Placed[]> {
  return db.orm
    .select(placed)
    .from(filings)
    .innerJoin(filingMembers, eq(filingMembers.filingId, filings.id))
    .where(
      and(
        eq(filings.leadOrganizationId, leadOrganizationId),
        sql`${filings.id} <> ${exceptFiling}`,
        sql`${filingMembers.uscc} IN (SELECT value FROM json_each(${JSON.stringify(codes)}))`,
      ),
    )
    .orderBy(desc(filings.updatedAt), desc(filings.id));
}

/** How registered filings, which are public, placed these registered organizations, the newest first. */
export async function listPlacedInPublic(db: Db, codes: readonly string[]): Promise<Placed[]> {
  return db.orm
    .select(placed)
    .from(organizations)
    .innerJoin(filingMembers, eq(filingMembers.organizationId, organizations.id))
    .innerJoin(filings, eq(filings.id, filingMembers.filingId))
    .where(
      and(
        eq(filings.status, 'registered'),
        sql`${organizations.uscc} IN (SELECT value FROM json_each(${JSON.stringify(codes)}))`,
      ),
    )
    .orderBy(desc(filings.updatedAt), desc(filings.id));
}
