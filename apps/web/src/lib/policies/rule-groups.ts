import type { RuleView } from '@lianchuang/contract/policies';
import { m } from '#lib/paraglide/messages.js';

const groups: Record<string, () => string> = {
  composition: m['site.group.composition'],
  lead: m['site.group.lead'],
  validity: m['site.group.validity'],
  'member-criteria': m['site.group.member_criteria'],
  agreement: m['site.group.agreement'],
  'agreement-content': m['site.group.agreement_content'],
  contribution: m['site.group.contribution'],
  'operating-mechanism': m['site.group.operating_mechanism'],
  governance: m['site.group.governance'],
  plan: m['site.group.plan'],
  'plan-indicator': m['site.group.plan_indicator'],
  'plan-layout': m['site.group.plan_layout'],
  filing: m['site.group.filing'],
  materials: m['site.group.materials'],
  definition: m['site.group.definition'],
  'construction-direction': m['site.group.construction_direction'],
  target: m['site.group.target'],
  support: m['site.group.support'],
  evaluation: m['site.group.evaluation'],
};

/** A group's name; one that is newer than this page is shown as it is. */
export const groupName = (code: string): string => groups[code]?.() ?? code;

/** In the order in which the document brings them. */
export function grouped<T extends { group: string }>(
  items: readonly T[],
): { code: string; name: string; items: T[] }[] {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(item.group, [...(found.get(item.group) ?? []), item]);
  return [...found].map(([code, of]) => ({ code, name: groupName(code), items: of }));
}

type Claused = { clause: RuleView['clause'] };

/** Rules that rest on the same words stand under one quotation, each with its own deciding run. */
export function byClause<T extends Claused>(
  rules: readonly T[],
): { text: string; source: string; keys: string[]; rules: T[] }[] {
  const found: { text: string; source: string; keys: string[]; rules: T[] }[] = [];
  for (const rule of rules) {
    const { text, source, key } = rule.clause;
    let entry = found.find((each) => each.text === text);
    if (entry === undefined) found.push((entry = { text, source, keys: [], rules: [] }));
    if (key !== null && !entry.keys.includes(key)) entry.keys.push(key);
    entry.rules.push(rule);
  }
  return found;
}
