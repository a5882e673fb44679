import type { Statement } from '@lianchuang/db/commit';
import { lastSerial } from '@lianchuang/db/consortia/read';
import { insertConsortium, type NewConsortiumMember } from '@lianchuang/db/consortia/write';
import { noteRegistration } from '@lianchuang/db/filings/write';
import { newId } from '@lianchuang/db/ids';
import { linkNotice } from '@lianchuang/db/notices/write';
import { comparableNumber, registrationNumber, validityFrom } from '@lianchuang/domain/consortia';
import { isWithin } from '@lianchuang/domain/divisions';
import { checkFiling, type Decision, type Filing } from '@lianchuang/domain/filings';
import { dayOf, findJurisdiction, ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { isFictional } from '@lianchuang/domain/organizations';
import { policyOf } from '@lianchuang/domain/policies';
import type { Case } from './case.ts';

type Registered = {
  statements: Statement[];
  outbox: { kind: string; payload: Record<string, unknown> }[];
  found: { registrationNumber: string };
  decided: Decision;
};

function membersOf(filing: Filing, consortiumId: string, day: string): NewConsortiumMember[] {
  const shared = { consortiumId, jurisdiction: filing.jurisdiction, joinedOn: day, leftOn: null };
  const { lead } = filing;
  return [
    {
      ...shared,
      position: 0,
      organizationId: lead.organizationId,
      name: lead.name,
      kind: lead.kind,
      role: 'lead',
      chainPosition: null,
      duties: null,
    },
    ...filing.members.map(({ organizationId, name, kind, chainPosition, duties }, at) => ({
      ...shared,
      position: at + 1,
      organizationId,
      name,
      kind,
      role: 'member' as const,
      chainPosition,
      duties,
    })),
  ];
}

function detailsOf(filing: Filing) {
  const check = checkFiling(filing, policyOf(filing.policy));
  return {
    topics: filing.content.topics.map(({ title }) => ({ title })),
    mechanisms: filing.content.mechanisms,
    rules: check.rules.map(({ rule, outcome, message, waiver }) => ({ id: rule.id, outcome, message, waiver })),
  };
}

const counted = (filing: Filing, kinds: readonly string[]): number =>
  filing.members.filter((each) => kinds.includes(each.kind)).length;

/** Enters a decided registration in the register: number, validity, members, search; one batch with the filing. */
export async function registerConsortium(ask: SignedAsk, before: Case, decided: Decision): Promise<Result<Registered>> {
  const { filing } = decided;
  const { content, lead, jurisdiction } = filing;
  const pattern = findJurisdiction(jurisdiction)?.numberPattern;
  if (pattern === null || pattern === undefined || content.consortiumName === null || content.validityMonths === null) {
    return refuse({ code: 'filing.rules-unmet', rules: [] });
  }
  const day = dayOf(ask.now);
  const year = Number(day.slice(0, 4));
  const serial = (await lastSerial(ask.db, jurisdiction, year)) + 1;
  const number = registrationNumber(pattern, year, serial);
  const id = newId('consortium');
  const division = content.divisionCode ?? lead.divisionCode;
  const consortium = {
    id,
    jurisdiction,
    status: 'in_force' as const,
    name: content.consortiumName,
    summary: content.summary ?? content.plan.goals?.slice(0, 200) ?? null,
    industryCode: content.industryCode ?? '',
    divisionCode: isWithin(division, jurisdiction) ? division : jurisdiction,
    leadOrganizationId: lead.organizationId,
    leadName: lead.name,
    leadUscc: lead.uscc,
    enterpriseCount: counted(filing, ['enterprise']),
    academicCount: counted(filing, ['university', 'research_institute']),
    otherCount: filing.members.length - counted(filing, ['enterprise', 'university', 'research_institute']),
    registrationNumber: number,
    numberKey: comparableNumber(number),
    registerYear: year,
    serial,
    registeredOn: day,
    ...validityFrom(day, content.validityMonths),
    fictional: isFictional(lead.uscc),
    source: null,
    filingId: filing.id,
    policyId: filing.policy.id,
    policyVersion: filing.policy.version,
    details: detailsOf(filing),
  };
  return ok({
    statements: [
      ...insertConsortium(ask.db, consortium, membersOf(filing, id, day), ask.now),
      noteRegistration(ask.db, filing.id, number),
      linkNotice(ask.db, filing.id, id),
    ],
    outbox: [{ kind: 'consortium.index', payload: { consortiumId: id } }],
    found: { registrationNumber: number },
    decided: {
      filing: { ...filing, consortiumId: id },
      event: {
        ...decided.event,
        payload: { ...decided.event.payload, number, consortiumId: id, validTo: consortium.validTo },
      },
    },
  });
}
