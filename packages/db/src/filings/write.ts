import type { Filing, FilingMember } from '@lianchuang/domain/filings';
import type { Instant } from '@lianchuang/domain/kernel';
import { and, eq } from 'drizzle-orm';
import type { Db } from '../client.ts';
import type { Statement } from '../commit.ts';
import { toColumns } from './mapping.ts';
import { filingMembers, filings, filingTexts } from './table.ts';

/** Statement that inserts a new filing at version 1. */
export function insertFiling(db: Db, filing: Filing, at: Instant): Statement {
  return db.orm.insert(filings).values({
    id: filing.id,
    jurisdiction: filing.jurisdiction,
    version: 1,
    createdAt: at,
    updatedAt: at,
    policyId: filing.policy.id,
    policyVersion: filing.policy.version,
    leadOrganizationId: filing.lead.organizationId,
    leadUscc: filing.lead.uscc,
    leadName: filing.lead.name,
    leadKind: filing.lead.kind,
    leadDivisionCode: filing.lead.divisionCode,
    ...toColumns(filing),
  });
}

/** Statement that stores what a decision changed. */
export function updateFiling(db: Db, filing: Filing): Statement {
  return db.orm.update(filings).set(toColumns(filing)).where(eq(filings.id, filing.id));
}

/** Statement that notes the number that a registered filing received. */
export function noteRegistration(db: Db, filingId: string, registrationNumber: string): Statement {
  return db.orm.update(filings).set({ registrationNumber }).where(eq(filings.id, filingId));
}

/** Statement that adds a member with the token of its invitation. */
export function insertMember(
  db: Db,
  filing: Pick<Filing, 'id' | 'jurisdiction'>,
  member: FilingMember,
  position: number,
  invitationToken: string,
): Statement {
  return db.orm.insert(filingMembers).values({
    ...member,
    contributions: [...member.contributions],
    filingId: filing.id,
    jurisdiction: filing.jurisdiction,
    position,
    invitationToken,
  });
}

/** Statement that stores a member's content and signature. */
export function updateMember(db: Db, filingId: string, member: FilingMember): Statement {
  const { id, ...columns } = member;
  return db.orm
    .update(filingMembers)
    .set({ ...columns, contributions: [...columns.contributions] })
    .where(and(eq(filingMembers.filingId, filingId), eq(filingMembers.id, id)));
}

/** Statement that takes a member out. */
export function deleteMember(db: Db, filingId: string, memberId: string): Statement {
  return db.orm.delete(filingMembers).where(and(eq(filingMembers.filingId, filingId), eq(filingMembers.id, memberId)));
}

/** D1 takes two million bytes in a value; a text beyond this is not kept, and what changed since is then not told. */
const LONGEST_TEXT = 600_000;

/** Statements that keep texts by their hashes; what is kept already stays. */
export function keepTexts(
  db: Db,
  filing: Pick<Filing, 'id' | 'jurisdiction'>,
  texts: readonly { readonly hash: string; readonly text: string }[],
  at: Instant,
): Statement[] {
  return texts
    .filter(({ text }) => text.length <= LONGEST_TEXT)
    .map((each) =>
      db.orm
        .insert(filingTexts)
        .values({ ...each, filingId: filing.id, jurisdiction: filing.jurisdiction, keptAt: at })
        .onConflictDoNothing(),
    );
}
