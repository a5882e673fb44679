import type { CheckView, PolicyView, RuleView } from '@lianchuang/contract/policies';
import { listIndustries } from '@lianchuang/domain/industries';
import { findJurisdiction, type Locale } from '@lianchuang/domain/kernel';
import type { Evaluation, PolicyVersion, Rule } from '@lianchuang/domain/policies';
import { findPolicy } from './registry.ts';

const clauseView = ({ clause }: Pick<Rule, 'clause'>) => ({ ...clause, key: clause.key ?? null });

function ruleView(rule: Rule): RuleView {
  const { id, kind, group, strength, judged, effectiveFrom } = rule;
  return {
    id,
    kind,
    group,
    clause: clauseView(rule),
    strength,
    parameters: { ...rule.parameters },
    judged,
    effectiveFrom,
    effectiveTo: rule.effectiveTo ?? null,
  };
}

/** A bureau by its code, in the caller's language. */
export function jurisdictionView(code: string, locale: Locale): { code: string; name: string; office: string } {
  const found = findJurisdiction(code);
  return { code, name: found?.name[locale] ?? code, office: found?.office[locale] ?? code };
}

/** A policy version as the public page and other systems read it. */
export function policyView(policy: PolicyVersion, locale: Locale): PolicyView {
  return {
    id: policy.id,
    version: policy.version,
    jurisdiction: jurisdictionView(policy.jurisdiction, locale),
    title: policy.title[locale],
    document: { ...policy.document },
    effectiveFrom: policy.effectiveFrom,
    effectiveTo: policy.effectiveTo ?? null,
    recommendation: policy.recommendation,
    clocks: { ...policy.clocks },
    rules: policy.rules.map(ruleView),
    provisions: policy.provisions.map((each) => ({ ...each, item: each.item ?? null })),
    doubts: policy.doubts.map((each) => each[locale]),
    industries: listIndustries(policy.jurisdiction).map(({ code, name, confirmed }) => ({
      code,
      name: name[locale],
      confirmed,
    })),
    current: findPolicy(policy.id)?.version === policy.version,
  };
}

/** An evaluation in the caller's language. */
export function checkView(check: Evaluation, locale: Locale): CheckView {
  return {
    policy: { ...check.policy },
    verdict: check.verdict,
    rules: check.rules.map(({ rule, outcome, message, shortfall, waiver }) => ({
      id: rule.id,
      outcome,
      message: message[locale],
      clause: clauseView(rule),
      strength: rule.strength,
      judged: rule.judged,
      group: rule.group,
      kind: rule.kind,
      ...(shortfall === null ? {} : { shortfall: { ...shortfall } }),
      waiver,
    })),
    later: check.later.map(({ rule, message }) => ({
      id: rule.id,
      message: message[locale],
      clause: clauseView(rule),
      strength: rule.strength,
      group: rule.group,
    })),
  };
}
