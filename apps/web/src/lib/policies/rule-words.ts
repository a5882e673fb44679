import type { RuleView } from '@lianchuang/contract/policies';
import { divisionName } from '@lianchuang/domain/divisions';
import type { ContentPart, RuleKind, RuleOf } from '@lianchuang/domain/policies';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

type Parameters<K extends RuleKind> = RuleOf<K>['parameters'];
export type Noun = Parameters<'member_count'>['noun'];

/** 产业链上下游企业, 高校院所, 成员单位 */
export const nouns: Record<Noun, () => string> = {
  chain: m['site.rule.noun.chain'],
  academic: m['site.rule.noun.academic'],
  all: m['site.rule.noun.all'],
};

const parts: Record<ContentPart, () => string> = {
  topics: m['site.rule.part.topics'],
  duties: m['site.rule.part.duties'],
  goals: m['site.rule.part.goals'],
  milestones: m['site.rule.part.milestones'],
  plan_funding: m['site.rule.part.plan_funding'],
  acceptance_indicators: m['site.rule.part.acceptance_indicators'],
  application: m['site.rule.part.application'],
};

const place = (code: string) => divisionName(code) ?? code;
const list = (words: readonly string[]) => words.join(m['ui.join.list']());

function counted({ kinds, positions }: Parameters<'member_count'>['counts']): string {
  const kind = kinds && list(kinds.map((each) => label('organizationKind', each)));
  const position = positions && list(positions.map((each) => label('chainPosition', each)));
  if (kind && position) return m['site.rule.counts_both']({ kind, position });
  return kind ? m['site.rule.counts_kind']({ kind }) : m['site.rule.counts_all']();
}

const words: { [K in RuleKind]: (parameters: Parameters<K>) => string } = {
  member_count: ({ min, noun, counts }) =>
    m['site.rule.member_count']({ noun: nouns[noun](), min, counts: counted(counts) }),
  member_share: ({ noun, overPercent, counts }) =>
    m['site.rule.member_share']({ noun: nouns[noun](), percent: overPercent, counts: counted(counts) }),
  lead_kind: ({ kinds }) =>
    m['site.rule.lead_kind']({ kinds: list(kinds.map((each) => label('organizationKind', each))) }),
  lead_division: ({ within }) => m['site.rule.lead_division']({ place: place(within) }),
  declared_figure: ({ min, unit }) => m['site.rule.declared_figure']({ min, unit }),
  industry_list: ({ jurisdiction }) => m['site.rule.industry_list']({ place: place(jurisdiction) }),
  content_part: ({ part }) => m['site.rule.content_part']({ part: parts[part]() }),
  mechanism: ({ mechanism }) => m['site.rule.mechanism']({ mechanism: label('mechanism', mechanism) }),
  signatures: () => m['site.rule.signatures'](),
  validity: ({ maxMonths }) => m['site.rule.validity']({ months: maxMonths }),
  material: ({ name }) => m['site.rule.material']({ name: name[getLocale()] }),
  statement: () => m['site.rule.statement'](),
};

/** What a rule asks for, with its parameters, in a sentence. */
export function ruleWords({ kind, parameters }: Pick<RuleView, 'kind' | 'parameters'>): string {
  return (words[kind] as (parameters: unknown) => string)(parameters);
}
