import type { Filing, FilingMember, PartHashes } from '@lianchuang/domain/filings';
import { signatureState } from '@lianchuang/domain/filings';
import type { filingMembers, filings } from './table.ts';

export type FilingRecord = typeof filings.$inferSelect;
export type MemberRecord = typeof filingMembers.$inferSelect;

/** A stored member as the domain knows it. */
export function toMember(record: MemberRecord): FilingMember {
  const { id, uscc, name, kind, organizationId, chainPosition, duties, contributions, signature } = record;
  return { id, uscc, name, kind, organizationId, chainPosition, duties, contributions, signature };
}

/** Hashes of a row from before parts were told apart: no signature rests on them. */
export const NO_PARTS: PartHashes = { common: '', own: {} };

/** A stored filing as the domain knows it. */
export function toFiling(record: FilingRecord, members: readonly MemberRecord[]): Filing {
  return {
    id: record.id,
    jurisdiction: record.jurisdiction,
    policy: { id: record.policyId, version: record.policyVersion },
    status: record.status,
    version: record.version,
    lead: {
      organizationId: record.leadOrganizationId,
      uscc: record.leadUscc,
      name: record.leadName,
      kind: record.leadKind,
      divisionCode: record.leadDivisionCode,
    },
    content: record.content,
    contentHash: record.contentHash,
    partHashes: record.partHashes ?? NO_PARTS,
    members: [...members].sort((a, b) => a.position - b.position).map(toMember),
    attachments: record.attachments,
    waivers: record.waivers,
    clock: record.clock,
    correction: record.correction,
    publicity: record.publicity,
    opinion: record.opinion,
    decisionReason: record.decisionReason,
    createdAt: record.createdAt,
    submittedAt: record.submittedAt,
    consortiumId: record.consortiumId,
  };
}

/** The columns of a filing that a decision may change; version, hash chain and time stay with `commit`. */
export function toColumns(filing: Filing) {
  return {
    status: filing.status,
    consortiumName: filing.content.consortiumName,
    industryCode: filing.content.industryCode,
    divisionCode: filing.content.divisionCode ?? filing.lead.divisionCode,
    memberCount: filing.members.length,
    signedCount: filing.members.filter((each) => signatureState(each, filing) === 'current').length,
    content: filing.content,
    contentHash: filing.contentHash,
    partHashes: filing.partHashes,
    attachments: [...filing.attachments],
    waivers: [...filing.waivers],
    clock: filing.clock,
    clockWho: filing.clock?.who ?? null,
    dueOn: filing.clock?.dueOn ?? null,
    correction: filing.correction,
    publicity: filing.publicity,
    opinion: filing.opinion,
    decisionReason: filing.decisionReason,
    submittedAt: filing.submittedAt,
    consortiumId: filing.consortiumId,
  };
}
