import { findDivision, isWithin } from '../divisions/index.ts';
import { findIndustry } from '../industries/index.ts';
import type { Day, Words } from '../kernel/index.ts';
import { materialRule } from './material.ts';
import type { PolicyVersion } from './pack.ts';
import { isBinding, isWaivable, type MemberSelector, type Rule, type RuleKind, type RuleOf } from './rule.ts';
import { sentenceFor } from './sentences.ts';
import type { Finding, PolicySubject } from './subject.ts';

export const OUTCOMES = ['met', 'waivable', 'needs_judgement', 'not_met'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const VERDICTS = ['eligible', 'needs_waiver', 'needs_judgement', 'ineligible'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type Shortfall = { readonly have: number; readonly need: number };
export type RuleFinding = {
  readonly rule: Rule;
  readonly outcome: Outcome;
  readonly message: Words;
  readonly shortfall: Shortfall | null;
  readonly waiver: 'none' | 'requested' | 'granted';
};
export type Evaluation = {
  readonly policy: { readonly id: string; readonly version: number };
  readonly verdict: Verdict;
  readonly rules: readonly RuleFinding[];
  /** Rules that cannot be judged from what was given. */
  readonly later: readonly { readonly rule: Rule; readonly message: Words }[];
};

const figures = (have: number, need: number): Finding => ({ is: have >= need ? 'met' : 'short', have, need });
const yesNo = (holds: boolean): Finding => figures(holds ? 1 : 0, 1);

/** How many members a selector takes in. */
export function countMembers(members: PolicySubject['members'], selector: MemberSelector): number {
  return members.filter(
    (member) =>
      (selector.kinds === undefined || selector.kinds.includes(member.kind)) &&
      (selector.positions === undefined ||
        (member.chainPosition !== null && selector.positions.includes(member.chainPosition))),
  ).length;
}

const checks: { [K in RuleKind]: (parameters: RuleOf<K>['parameters'], subject: PolicySubject) => Finding } = {
  member_count: ({ counts, min }, { members }) => figures(countMembers(members, counts), min),
  member_share: ({ counts, overPercent }, { members }) =>
    figures(countMembers(members, counts), Math.floor((members.length * overPercent) / 100) + 1),
  lead_kind: ({ kinds }, { lead }) => yesNo(kinds.includes(lead.kind)),
  lead_division: ({ within }, { lead }) =>
    yesNo(findDivision(lead.divisionCode) !== undefined && isWithin(lead.divisionCode, within)),
  declared_figure: ({ key, min }, { declarations }) => {
    const declared = declarations[key];
    return typeof declared === 'number' ? figures(declared, min) : { is: 'unknown' };
  },
  industry_list: ({ jurisdiction }, { industryCode }) =>
    industryCode === undefined
      ? { is: 'unknown' }
      : yesNo(industryCode !== null && findIndustry(industryCode)?.jurisdiction === jurisdiction),
  content_part: ({ part }, { parts }) =>
    parts === undefined ? { is: 'unknown' } : figures(parts[part].have, parts[part].need),
  mechanism: ({ mechanism }, { mechanisms }) =>
    mechanisms === undefined ? { is: 'unknown' } : yesNo(mechanisms.has(mechanism)),
  signatures: (_, { signatures }) =>
    signatures === undefined ? { is: 'unknown' } : figures(signatures.current, signatures.needed),
  validity: ({ maxMonths }, { validityMonths }) =>
    validityMonths === undefined
      ? { is: 'unknown' }
      : { is: validityMonths <= maxMonths ? 'met' : 'short', have: validityMonths, need: maxMonths },
  material: ({ material }, { materials }) => {
    const count = materials?.[material];
    return count === undefined ? { is: 'unknown' } : figures(count.have, count.need);
  },
  statement: ({ key }, { declarations }) => {
    const said = key === undefined ? undefined : declarations[key];
    return { is: 'judgement', said: typeof said === 'string' ? said.trim() !== '' : said !== undefined };
  },
};

function find(rule: Rule, subject: PolicySubject): Finding {
  const check = checks[rule.kind] as (parameters: unknown, subject: PolicySubject) => Finding;
  return check(rule.parameters, subject);
}

function outcomeOf(rule: Rule, finding: Exclude<Finding, { is: 'unknown' }>): Outcome {
  if (finding.is === 'met') return 'met';
  if (finding.is === 'judgement' || !isBinding(rule)) return 'needs_judgement';
  return isWaivable(rule) ? 'waivable' : 'not_met';
}

/** The worst binding finding decides; a granted waiver no longer counts, an encouraged rule never does. */
export function verdictOf(findings: readonly Pick<RuleFinding, 'rule' | 'outcome' | 'waiver'>[]): Verdict {
  const binding = findings.filter((each) => isBinding(each.rule));
  if (binding.some((each) => each.outcome === 'not_met')) return 'ineligible';
  if (binding.some((each) => each.outcome === 'waivable' && each.waiver !== 'granted')) return 'needs_waiver';
  return binding.some((each) => each.outcome === 'needs_judgement') ? 'needs_judgement' : 'eligible';
}

/** Every rule of a version, what its checklist of materials makes binding last. */
export function everyRule(policy: PolicyVersion): readonly Rule[] {
  return [...policy.rules, ...policy.materials.flatMap((each) => materialRule(each, policy.effectiveFrom) ?? [])];
}

/** The rules of a version that are in force on a day, both ends counted. */
export function rulesOn(policy: PolicyVersion, day: Day): readonly Rule[] {
  return everyRule(policy).filter(
    (rule) => rule.effectiveFrom <= day && (rule.effectiveTo === undefined || day <= rule.effectiveTo),
  );
}

/**
 * Holds a subject against every rule of a policy version in force on a day: rule by rule met, waivable, left to judgement
 * or not met, with the shortfall in numbers (`need` is a ceiling for validity) and a sentence in both languages.
 */
export function evaluate(
  policy: PolicyVersion,
  subject: PolicySubject,
  day: Day,
  waivers: Readonly<Record<string, 'requested' | 'granted'>> = {},
): Evaluation {
  const rules: RuleFinding[] = [];
  const later: { rule: Rule; message: Words }[] = [];
  for (const rule of rulesOn(policy, day)) {
    const finding = find(rule, subject);
    const message = sentenceFor(rule, finding, subject);
    if (finding.is === 'unknown') {
      later.push({ rule, message });
      continue;
    }
    const outcome = outcomeOf(rule, finding);
    const shortfall = finding.is === 'short' ? { have: finding.have, need: finding.need } : null;
    rules.push({ rule, outcome, message, shortfall, waiver: waivers[rule.id] ?? 'none' });
  }
  return { policy: { id: policy.id, version: policy.version }, verdict: verdictOf(rules), rules, later };
}
