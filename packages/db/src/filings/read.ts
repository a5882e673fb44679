import { isWithin } from '@lianchuang/domain/divisions';
import { rolesOn, SEEN_BY_OFFICE, type Filing } from '@lianchuang/domain/filings';
import type { Viewer } from '@lianchuang/domain/organizations';
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { partHashesOf } from './hashes.ts';
import { toFiling, type MemberRecord } from './mapping.ts';
import { filingMembers, filings, filingTexts } from './table.ts';

/** A filing with what lists and views need beside the domain's own shape. */
export type FoundFiling = {
  readonly filing: Filing;
  readonly chainHash: string | null;
  readonly updatedAt: number;
  readonly registrationNumber: string | null;
  /** Invitation tokens by member id. */
  readonly invitations: ReadonlyMap<string, string>;
};

async function load(db: Db, id: string): Promise<FoundFiling | undefined> {
  const [[record], members] = await Promise.all([
    db.orm.select().from(filings).where(eq(filings.id, id)),
    db.orm.select().from(filingMembers).where(eq(filingMembers.filingId, id)),
  ]);
  return record === undefined ? undefined : found(record, members);
}

async function found(record: typeof filings.$inferSelect, members: readonly MemberRecord[]): Promise<FoundFiling> {
  const filing = toFiling(record, members);
  return {
    // A row from before parts were told apart is completed here, so that whoever signs it now signs both parts.
    filing: record.partHashes === null ? { ...filing, partHashes: await partHashesOf(filing) } : filing,
    chainHash: record.chainHash,
    updatedAt: record.updatedAt,
    registrationNumber: record.registrationNumber,
    invitations: new Map(members.map((each) => [each.id, each.invitationToken])),
  };
}

/** The filing, if the viewer may know that it exists; undefined otherwise, whether it is missing or not theirs. */
export async function findFiling(db: Db, viewer: Viewer, id: string): Promise<FoundFiling | undefined> {
  const loaded = await load(db, id);
  return loaded !== undefined && rolesOn(loaded.filing, viewer).size > 0 ? loaded : undefined;
}

/** Texts of a filing that was already found for its viewer, by their hashes; what was not kept is not in it. */
export async function findTexts(
  db: Db,
  filingId: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await db.orm
    .select({ hash: filingTexts.hash, text: filingTexts.text })
    .from(filingTexts)
    .where(
      and(
        eq(filingTexts.filingId, filingId),
        sql`${filingTexts.hash} IN (SELECT value FROM json_each(${JSON.stringify(hashes)}))`,
      ),
    );
  return new Map(rows.map(({ hash, text }) => [hash, text]));
}

/** The filing without a viewer: for jobs, and for telling people of an event. */
export async function findFilingForJob(db: Db, id: string): Promise<FoundFiling | undefined> {
  return load(db, id);
}

/** For jobs only: ids of corrections whose last day is before `today`, oldest first. */
export async function listLapsing(db: Db, today: string, limit: number): Promise<string[]> {
  const rows = await db.orm
    .select({ id: filings.id })
    .from(filings)
    .where(and(eq(filings.status, 'correction'), sql`${filings.dueOn} < ${today}`))
    .orderBy(filings.dueOn)
    .limit(limit);
  return rows.map((each) => each.id);
}

/** The filing and member that an invitation link names; the token is the right to see that much. */
export async function findInvitation(
  db: Db,
  token: string,
): Promise<{ readonly found: FoundFiling; readonly memberId: string } | undefined> {
  const [member] = await db.orm
    .select({ id: filingMembers.id, filingId: filingMembers.filingId })
    .from(filingMembers)
    .where(eq(filingMembers.invitationToken, token));
  if (member === undefined) return undefined;
  const loaded = await load(db, member.filingId);
  return loaded === undefined ? undefined : { found: loaded, memberId: member.id };
}

/** SQL condition for the filings that a viewer's offices may see. */
export function seenByOffices(viewer: Viewer, jurisdiction?: string): { codes: string[]; states: string[] } {
  const codes = viewer.offices
    .filter((office) => ['clerk', 'director', 'auditor', 'recommender'].includes(office.role))
    .filter((office) => jurisdiction === undefined || office.jurisdiction === jurisdiction)
    .map((office) => office.jurisdiction);
  return { codes: [...new Set(codes)], states: [...SEEN_BY_OFFICE] };
}

/** Divisions to which a pure recommender is limited in a jurisdiction; null when the whole jurisdiction is open. */
export function recommenderDivisions(viewer: Viewer, jurisdiction: string): string[] | null {
  const here = viewer.offices.filter((office) => office.jurisdiction === jurisdiction);
  if (here.some((office) => office.role !== 'recommender' || office.divisionCode === null)) return null;
  return here.flatMap((office) => office.divisionCode ?? []);
}

/** Whether a lead's division is open to a viewer's offices. */
export function isOpenTo(viewer: Viewer, jurisdiction: string, leadDivision: string): boolean {
  const limits = recommenderDivisions(viewer, jurisdiction);
  return limits === null || limits.some((each) => isWithin(leadDivision, each));
}
