import type { CheckView, PolicyView } from '@lianchuang/contract/policies';
import type { RuleKind, RuleOf } from '@lianchuang/domain/policies';
import { divisionName } from '@lianchuang/domain/divisions';
import { m } from '#lib/paraglide/messages.js';
import { nouns } from './rule-words.ts';

type CheckedRule = CheckView['rules'][number];
type Short = { have: number; need: number };
type Say<K extends RuleKind> = (parameters: RuleOf<K>['parameters'], short: Short) => string;

const counted: Say<'member_count'> = ({ noun }, { have, need }) =>
  m['site.missing.members']({ count: need - have, noun: nouns[noun]() });
const says: { [K in RuleKind]?: Say<K> } = {
  member_share: ({ noun, overPercent }) => m['site.missing.share']({ noun: nouns[noun](), percent: overPercent }),
  lead_kind: () => m['site.missing.lead_kind'](),
  lead_division: ({ within }) => m['site.missing.lead_division']({ place: divisionName(within) ?? within }),
  validity: (_, { have, need }) => m['site.missing.validity']({ count: have - need, months: need }),
};

/** Rules that fall short, in the order of the policy. */
export const shortRules = (check: CheckView): CheckedRule[] =>
  check.rules.filter((rule) => rule.shortfall !== undefined);

/** Everything that is missing in one line: 还差 1 家产业链上下游企业、1 家高校院所；有效期超出 4 个月。 */
export function missingWords(check: CheckView, policy: PolicyView): string | null {
  const members: string[] = [];
  const others: string[] = [];
  for (const rule of shortRules(check)) {
    const parameters = policy.rules.find((each) => each.id === rule.id)?.parameters;
    const short = rule.shortfall;
    if (parameters === undefined || short === undefined) continue;
    if (rule.kind === 'member_count') members.push(counted(parameters as RuleOf<'member_count'>['parameters'], short));
    else
      others.push(
        (says[rule.kind] as ((parameters: unknown, short: Short) => string) | undefined)?.(parameters, short) ??
          rule.message,
      );
  }
  const lines =
    members.length > 0 ? [m['site.missing.still']({ list: members.join(m['ui.join.list']()) }), ...others] : others;
  return lines.length === 0 ? null : lines.join(m['site.missing.join']());
}
