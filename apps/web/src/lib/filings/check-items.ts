import type { FilingView } from '@lianchuang/contract/filings';
import type { RuleView } from '@lianchuang/contract/policies';
import { label, shapes } from '#lib/labels.ts';
import { link } from '#lib/link.ts';
import { m } from '#lib/paraglide/messages.js';
import type { CheckItem } from '#lib/ui/CheckList.svelte';
import { placeOfMaterial, placeOfRule } from './mend.ts';
import { stepCell, stepHref } from './steps.ts';

type RuleState = FilingView['check']['rules'][number];
type CheckedItem = CheckItem & { waivable: boolean; waiver: RuleState['waiver'] };
export type CheckGroups = { open: CheckedItem[]; judged: CheckedItem[]; met: CheckedItem[] };

function verdictOf(rule: RuleState): string {
  if (rule.waiver === 'granted' && rule.outcome === 'waivable') return m['apply.check.granted']();
  if (rule.waiver === 'requested' && rule.outcome === 'waivable') return m['apply.check.requested']();
  return label('outcome', rule.outcome);
}

function mendLink(
  filing: FilingView,
  rules: readonly RuleView[],
  { id, kind }: { id: string; kind?: RuleView['kind'] },
): { href: string; text: string }[] {
  const rule = rules.find((each) => each.id === id);
  const place = kind === 'material' ? placeOfMaterial(id) : rule === undefined ? null : placeOfRule(rule);
  if (place === null || !filing.mayEdit) return [];
  return [
    { href: stepHref(filing.id, place.step, place.field), text: m['apply.check.mend']({ step: stepCell(place.step) }) },
  ];
}

function clauseOf(
  filing: FilingView,
  rule: { id: string; clause: RuleState['clause'] },
): NonNullable<CheckItem['clause']> {
  const { text, key } = rule.clause;
  return {
    text,
    source: m['apply.clause.source'](),
    ...(key && { strong: key }),
    href: link(`/policies/${filing.policy.id}#${rule.id}`),
  };
}

/** The whole evaluation, what is open first, each rule with the step that mends it. */
export function checkGroups(filing: FilingView, rules: readonly RuleView[]): CheckGroups {
  const itemOf = (rule: RuleState): CheckedItem => ({
    id: rule.id,
    kind: rule.waiver === 'granted' && rule.outcome === 'waivable' ? 'ok' : shapes.outcome[rule.outcome],
    verdict: verdictOf(rule),
    what: rule.message,
    strength: label('strength', rule.strength),
    clause: clauseOf(filing, rule),
    next: rule.outcome === 'met' ? [] : mendLink(filing, rules, rule),
    waivable: rule.outcome === 'waivable',
    waiver: rule.waiver,
  });
  const later = filing.check.later.map((rule): CheckedItem => ({
    id: rule.id,
    kind: 'open',
    verdict: m['apply.check.later'](),
    what: rule.message,
    strength: label('strength', rule.strength),
    clause: clauseOf(filing, rule),
    next: mendLink(filing, rules, rule),
    waivable: false,
    waiver: 'none',
  }));
  const { rules: found } = filing.check;
  const isOpen = (rule: RuleState) => rule.outcome === 'not_met' || rule.outcome === 'waivable';
  return {
    open: [
      ...found.filter((rule) => rule.outcome === 'not_met').map(itemOf),
      ...found.filter((rule) => rule.outcome === 'waivable').map(itemOf),
      ...later,
    ],
    judged: found.filter((rule) => !isOpen(rule) && rule.outcome !== 'met').map(itemOf),
    met: found.filter((rule) => rule.outcome === 'met').map(itemOf),
  };
}
