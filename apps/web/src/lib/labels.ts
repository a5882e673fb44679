import type { ConsortiumStatus } from '@lianchuang/domain/consortia';
import type { ContributionKind, FilingStatus, FundingSource, SignatureState } from '@lianchuang/domain/filings';
import type { ChainPosition, OrganizationKind } from '@lianchuang/domain/organizations';
import type { MechanismKind, Outcome, Strength, Verdict } from '@lianchuang/domain/policies';
import { m } from '#lib/paraglide/messages.js';
import type { StateKind } from '#lib/ui/State.svelte';

type Word = () => string;
/** One entry for each vocabulary of the domain; a value without its word does not compile. */
type Vocabularies = {
  filingStatus: FilingStatus;
  consortiumStatus: ConsortiumStatus;
  organizationKind: OrganizationKind;
  chainPosition: ChainPosition;
  mechanism: MechanismKind;
  contribution: ContributionKind;
  fundingSource: FundingSource;
  strength: Strength;
  outcome: Outcome;
  verdict: Verdict;
  signature: SignatureState;
};

const maps: { [K in keyof Vocabularies]: Record<Vocabularies[K], Word> } = {
  filingStatus: {
    draft: m['label.filing_status.draft'],
    submitted: m['label.filing_status.submitted'],
    recommended: m['label.filing_status.recommended'],
    accepted: m['label.filing_status.accepted'],
    correction: m['label.filing_status.correction'],
    in_review: m['label.filing_status.in_review'],
    reviewed: m['label.filing_status.reviewed'],
    in_publicity: m['label.filing_status.in_publicity'],
    registered: m['label.filing_status.registered'],
    rejected: m['label.filing_status.rejected'],
    withdrawn: m['label.filing_status.withdrawn'],
    lapsed: m['label.filing_status.lapsed'],
  },
  consortiumStatus: {
    in_force: m['label.consortium_status.in_force'],
    expired: m['label.consortium_status.expired'],
    revoked: m['label.consortium_status.revoked'],
    superseded: m['label.consortium_status.superseded'],
  },
  organizationKind: {
    enterprise: m['label.organization_kind.enterprise'],
    university: m['label.organization_kind.university'],
    research_institute: m['label.organization_kind.research_institute'],
    new_rd_institution: m['label.organization_kind.new_rd_institution'],
    medical: m['label.organization_kind.medical'],
    finance: m['label.organization_kind.finance'],
    service: m['label.organization_kind.service'],
    association: m['label.organization_kind.association'],
    government: m['label.organization_kind.government'],
    other: m['label.organization_kind.other'],
  },
  chainPosition: {
    upstream: m['label.chain_position.upstream'],
    midstream: m['label.chain_position.midstream'],
    downstream: m['label.chain_position.downstream'],
  },
  mechanism: {
    decision_dispatch: m['label.mechanism.decision_dispatch'],
    joint_attack: m['label.mechanism.joint_attack'],
    benefit_sharing: m['label.mechanism.benefit_sharing'],
    ip_management: m['label.mechanism.ip_management'],
    standards: m['label.mechanism.standards'],
    diffusion: m['label.mechanism.diffusion'],
    funding: m['label.mechanism.funding'],
  },
  contribution: {
    fund: m['label.contribution.fund'],
    technology: m['label.contribution.technology'],
    talent: m['label.contribution.talent'],
    equipment: m['label.contribution.equipment'],
    space: m['label.contribution.space'],
  },
  fundingSource: {
    self_raised: m['label.funding_source.self_raised'],
    fiscal: m['label.funding_source.fiscal'],
    social_capital: m['label.funding_source.social_capital'],
  },
  strength: {
    required: m['label.strength.required'],
    in_principle: m['label.strength.in_principle'],
    generally: m['label.strength.generally'],
    encouraged: m['label.strength.encouraged'],
  },
  outcome: {
    met: m['label.outcome.met'],
    waivable: m['label.outcome.waivable'],
    needs_judgement: m['label.outcome.needs_judgement'],
    not_met: m['label.outcome.not_met'],
  },
  verdict: {
    eligible: m['label.verdict.eligible'],
    needs_waiver: m['label.verdict.needs_waiver'],
    needs_judgement: m['label.verdict.needs_judgement'],
    ineligible: m['label.verdict.ineligible'],
  },
  signature: {
    missing: m['label.signature.missing'],
    current: m['label.signature.current'],
    void: m['label.signature.void'],
    refused: m['label.signature.refused'],
  },
};

export type LabelKind = keyof Vocabularies;
export type LabelValue<K extends LabelKind> = Vocabularies[K];

/** The word for a value of the API's vocabularies; one that is newer than this page is shown as it is. */
export function label<K extends LabelKind>(kind: K, value: LabelValue<K>): string {
  const words = (maps[kind] as Record<string, Word | undefined>)[value];
  return words ? words() : value;
}

/** All values of a vocabulary with their words, for selects and facets. */
export function labels<K extends LabelKind>(kind: K): { value: LabelValue<K>; text: string }[] {
  return (Object.keys(maps[kind]) as LabelValue<K>[]).map((value) => ({ value, text: label(kind, value) }));
}

/** One shape has one meaning everywhere: which shape goes with which word. */
export const shapes = {
  filingStatus: {
    draft: 'draft',
    submitted: 'open',
    recommended: 'open',
    accepted: 'run',
    correction: 'warn',
    in_review: 'run',
    reviewed: 'run',
    in_publicity: 'run',
    registered: 'ok',
    rejected: 'bad',
    withdrawn: 'end',
    lapsed: 'end',
  },
  consortiumStatus: { in_force: 'ok', expired: 'end', revoked: 'revoked', superseded: 'end' },
  outcome: { met: 'ok', waivable: 'warn', needs_judgement: 'open', not_met: 'bad' },
  verdict: { eligible: 'ok', needs_waiver: 'warn', needs_judgement: 'open', ineligible: 'bad' },
  signature: { missing: 'open', current: 'ok', void: 'warn', refused: 'bad' },
} satisfies { [K in LabelKind]?: Record<LabelValue<K>, StateKind> };

/** `<State {...stateOf('filingStatus', filing.status)} />` */
export function stateOf<K extends keyof typeof shapes>(
  kind: K,
  value: LabelValue<K>,
): { kind: StateKind; text: string } {
  const shape = (shapes[kind] as Record<string, StateKind | undefined>)[value] ?? 'draft';
  return { kind: shape, text: label(kind, value) };
}
