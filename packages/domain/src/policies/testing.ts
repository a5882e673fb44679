import type { ChainPosition, OrganizationKind } from '../organizations/index.ts';
import {
  CONTENT_PARTS,
  MECHANISM_KINDS,
  type ContentPart,
  type Material,
  type PolicySubject,
  type PolicyVersion,
} from './index.ts';

type Member = PolicySubject['members'][number];

/** So many members alike; enterprises stand in the middle of the chain unless `chainPosition` says otherwise. */
export function members(
  count: number,
  kind: OrganizationKind = 'enterprise',
  chainPosition: ChainPosition | null = kind === 'enterprise' ? 'midstream' : null,
): Member[] {
  return Array.from({ length: count }, () => ({ kind, chainPosition }));
}

/** A subject that meets every computed rule of both packs but the city of its lead, which is Qingdao. */
export function aSubject(over: Partial<PolicySubject> = {}): PolicySubject {
  return {
    lead: { kind: 'enterprise', divisionCode: '370202' },
    members: [...members(6), ...members(2, 'university'), ...members(2, 'research_institute')],
    validityMonths: 36,
    industryCode: 'qd-ai',
    declarations: {},
    parts: Object.fromEntries(CONTENT_PARTS.map((part) => [part, { have: 1, need: 1 }])) as Record<
      ContentPart,
      { have: number; need: number }
    >,
    mechanisms: new Set(MECHANISM_KINDS),
    signatures: { current: 10, needed: 10 },
    ...over,
  };
}

/** The eligibility check without a login: only the lead and the members are known. */
export function aPartialSubject(over: Partial<PolicySubject> = {}): PolicySubject {
  const { lead, members: known } = aSubject();
  return { lead, members: known, declarations: {}, ...over };
}

/** A pack reduced to some of its rules. */
export function onlyRules(policy: PolicyVersion, ...ids: readonly string[]): PolicyVersion {
  return { ...policy, rules: policy.rules.filter((each) => ids.includes(each.id)) };
}

/** A day on which every rule of both packs is in force. */
export const DAY = '2026-05-20';

/** A paper that the lead provides and that stops a filing, unless said otherwise. */
export function aMaterial(over: Partial<Material> = {}): Material {
  return {
    id: 'audit-report',
    name: { zh: '审计报告', en: 'audit report' },
    strength: 'required',
    providedBy: 'lead',
    partOfAgreement: false,
    accepts: ['document'],
    most: 3,
    help: { zh: '全文。', en: 'The whole report.' },
    example: { zh: '盖章。', en: 'Stamped.' },
    ...over,
  };
}

/** A pack with a checklist of its own in place of its materials. */
export function withMaterials(policy: PolicyVersion, ...materials: readonly Material[]): PolicyVersion {
  return { ...policy, materials };
}
