import type { Words } from '../kernel/index.ts';
import type { ChainPosition, OrganizationKind } from '../organizations/index.ts';

/** How binding the clause is: 须/应/要, 原则上, 一般, 鼓励/可. Only the middle two may be waived, with a reason. */
export const STRENGTHS = ['required', 'in_principle', 'generally', 'encouraged'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** The seven operating mechanisms (Qingdao guideline). */
export const MECHANISM_KINDS = [
  'decision_dispatch',
  'joint_attack',
  'benefit_sharing',
  'ip_management',
  'standards',
  'diffusion',
  'funding',
] as const;
export type MechanismKind = (typeof MECHANISM_KINDS)[number];

/** Parts of a filing whose presence a rule can ask for. */
export const CONTENT_PARTS = [
  'topics',
  'duties',
  'goals',
  'milestones',
  'plan_funding',
  'acceptance_indicators',
  'application',
] as const;
export type ContentPart = (typeof CONTENT_PARTS)[number];

/** Which members a counting rule counts; the lead is never among them. */
export type MemberSelector = {
  readonly kinds?: readonly OrganizationKind[];
  readonly positions?: readonly ChainPosition[];
};

type Kinds = {
  /** At least `min` members that match. */
  member_count: { readonly counts: MemberSelector; readonly min: number; readonly noun: 'chain' | 'academic' | 'all' };
  /** Matching members are more than `overPercent` of all members. */
  member_share: { readonly counts: MemberSelector; readonly overPercent: number; readonly noun: 'chain' };
  /** The lead is of one of these kinds. */
  lead_kind: { readonly kinds: readonly OrganizationKind[] };
  /** The lead is registered inside this division. */
  lead_division: { readonly within: string };
  /** A figure that the applicant declares is at least `min`. */
  declared_figure: { readonly key: string; readonly min: number; readonly unit: string };
  /** The industry belongs to the list of this jurisdiction. */
  industry_list: { readonly jurisdiction: string };
  /** A part of the filing is present. */
  content_part: { readonly part: ContentPart };
  /** One of the operating mechanisms is written down. */
  mechanism: { readonly mechanism: MechanismKind };
  /** Every member has signed exactly what is filed. */
  signatures: Record<never, never>;
  /** The validity asked for is at most so many whole months. */
  validity: { readonly maxMonths: number };
  /** Whoever is asked for a material of the checklist has handed it in; made from the checklist, never written in a pack. */
  material: { readonly material: string; readonly name: Words };
  /** A statement that people judge; `key` names the field in which the applicant may speak to it. */
  statement: { readonly key?: string };
};

export const RULE_KINDS = [
  'member_count',
  'member_share',
  'lead_kind',
  'lead_division',
  'declared_figure',
  'industry_list',
  'content_part',
  'mechanism',
  'signatures',
  'validity',
  'material',
  'statement',
] as const satisfies readonly (keyof Kinds)[];
export type RuleKind = keyof Kinds;

/** Verbatim clause; `key` is the deciding run of words inside `text` that a screen sets in bold. */
export type Clause = { readonly text: string; readonly source: string; readonly key?: string };

export type RuleOf<K extends RuleKind> = {
  readonly id: string;
  readonly kind: K;
  readonly group: string;
  readonly clause: Clause;
  readonly strength: Strength;
  readonly parameters: Kinds[K];
  /** Computed from the record, or left to people. */
  readonly judged: 'computed' | 'reviewer';
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly note?: { readonly zh: string; readonly en: string };
};
export type Rule = { [K in RuleKind]: RuleOf<K> }[RuleKind];

/** A clause of the same document that is not a condition of filing: target, support, evaluation. */
export type Provision = {
  readonly id: string;
  readonly group: 'target' | 'support' | 'evaluation' | 'governance' | 'validity';
  readonly text: string;
  readonly item?: string;
};

/** True where a shortfall may be waived with a recorded reason. */
export function isWaivable(rule: Rule): boolean {
  return rule.strength === 'in_principle' || rule.strength === 'generally';
}

/** True where an unmet rule stops a filing unless it is waived. */
export function isBinding(rule: Pick<Rule, 'strength'>): boolean {
  return rule.strength !== 'encouraged';
}
