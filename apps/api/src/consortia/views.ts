import type { ConsortiumRow, ConsortiumView, RegistrationView } from '@lianchuang/contract/consortia';
import type { ConsortiumMemberRecord, ConsortiumRecord, ListedConsortium } from '@lianchuang/db/consortia/read';
import { statusAt } from '@lianchuang/domain/consortia';
import { findIndustry } from '@lianchuang/domain/industries';
import type { Instant, Locale } from '@lianchuang/domain/kernel';
import { publicTimeline, type Happened } from '../wording/timeline.ts';
import { divisionView } from '../wording/places.ts';
import { everyRule, findPolicy } from '@lianchuang/domain/policies';
import { jurisdictionView } from '../wording/places.ts';

const industryView = (code: string, locale: Locale) => ({ code, name: findIndustry(code)?.name[locale] ?? code });

/** A consortium in a list: the public whitelist of fields, its status derived for this instant. */
export function consortiumRow(record: ListedConsortium, at: Instant, locale: Locale): ConsortiumRow {
  const { enterpriseCount, academicCount, otherCount } = record;
  return {
    id: record.id,
    name: record.name,
    status: statusAt(record, at),
    registrationNumber: record.registrationNumber,
    jurisdiction: record.jurisdiction,
    division: divisionView(record.divisionCode),
    industry: industryView(record.industryCode, locale),
    lead: { id: record.leadOrganizationId, name: record.leadName },
    memberCounts: {
      enterprise: enterpriseCount,
      academic: academicCount,
      other: otherCount,
      total: enterpriseCount + academicCount + otherCount,
    },
    validFrom: record.validFrom,
    validTo: record.validTo,
    registeredOn: record.registeredOn,
    fictional: record.fictional,
    source: record.source,
  };
}

function rulesOf(record: ConsortiumRecord, locale: Locale): ConsortiumView['rules'] {
  const policy = findPolicy(record.policyId, record.policyVersion);
  const rules = policy === undefined ? [] : everyRule(policy);
  return record.details.rules.flatMap((kept) => {
    const rule = rules.find((each) => each.id === kept.id);
    if (rule === undefined) return [];
    const clause = { ...rule.clause, key: rule.clause.key ?? null };
    return [
      {
        id: kept.id,
        clause,
        strength: rule.strength,
        outcome: kept.outcome,
        message: kept.message[locale],
        waiver: kept.waiver,
      },
    ];
  });
}

/** A consortium's public page. */
export function consortiumView(
  record: ConsortiumRecord,
  members: readonly ConsortiumMemberRecord[],
  events: readonly Happened[],
  at: Instant,
  locale: Locale,
): ConsortiumView {
  const { policyId, policyVersion } = record;
  return {
    ...consortiumRow(record, at, locale),
    summary: record.summary,
    members: members.map((each) => ({
      organization: { id: each.organizationId, name: each.name, kind: each.kind },
      role: each.role,
      chainPosition: each.chainPosition,
      duties: each.duties,
      joinedOn: each.joinedOn,
      leftOn: each.leftOn,
    })),
    topics: record.details.topics.map(({ title }) => ({ title })),
    mechanisms: record.details.mechanisms.map((each) => ({ ...each })),
    policy: {
      id: policyId,
      version: policyVersion,
      title: findPolicy(policyId, policyVersion)?.title[locale] ?? policyId,
    },
    rules: rulesOf(record, locale),
    timeline: publicTimeline(events, locale),
    version: record.version,
  };
}

/** What a certificate's number proves. */
export function registrationView(
  record: ListedConsortium,
  events: readonly Happened[],
  at: Instant,
  locale: Locale,
): RegistrationView {
  const row = consortiumRow(record, at, locale);
  return {
    number: record.registrationNumber,
    status: row.status,
    name: row.name,
    lead: row.lead,
    leadUscc: record.leadUscc,
    industry: row.industry.name,
    jurisdiction: jurisdictionView(record.jurisdiction, locale),
    policy: findPolicy(record.policyId, record.policyVersion)?.document.name ?? record.policyId,
    memberCounts: row.memberCounts,
    validFrom: row.validFrom,
    validTo: row.validTo,
    consortiumId: record.id,
    fictional: record.fictional,
    history: publicTimeline(events, locale),
  };
}
