import type { MaterialView, PolicyView, RuleView } from '@lianchuang/contract/policies';
import { listIndustries } from '@lianchuang/domain/industries';
import type { Locale } from '@lianchuang/domain/kernel';
import { findPolicy, type Material, type PolicyVersion, type Rule } from '@lianchuang/domain/policies';
import { clauseView } from '../wording/check.ts';
import { jurisdictionView } from '../wording/places.ts';

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

function materialView(material: Material, locale: Locale): MaterialView {
  const { id, name, clause, strength, providedBy, kinds, partOfAgreement, accepts, most, help, example } = material;
  const parts = material.template?.parts.map((each) => ({
    heading: each.heading,
    lines: [...(each.lines ?? [])],
    table: each.table === undefined ? null : { columns: [...each.table.columns], rows: each.table.rows },
  }));
  return {
    id,
    name: name[locale],
    clause: clause === undefined ? null : clauseView({ clause }),
    strength,
    providedBy,
    kinds: kinds === undefined ? null : [...kinds],
    partOfAgreement,
    accepts: [...accepts],
    most,
    help: help[locale],
    example: example[locale],
    template: material.template === undefined ? null : { parts: parts ?? [], stampedBy: material.template.stampedBy },
  };
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
    materials: policy.materials.map((each) => materialView(each, locale)),
    doubts: policy.doubts.map((each) => each[locale]),
    industries: listIndustries(policy.jurisdiction).map(({ code, name, confirmed }) => ({
      code,
      name: name[locale],
      confirmed,
    })),
    current: findPolicy(policy.id)?.version === policy.version,
  };
}
