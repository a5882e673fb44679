import type { CheckView } from '@lianchuang/contract/policies';
import type { Locale } from '@lianchuang/domain/kernel';
import type { Evaluation, Rule } from '@lianchuang/domain/policies';

/** A clause as it travels. */
export function clauseView({ clause }: Pick<Rule, 'clause'>) {
  return { ...clause, key: clause.key ?? null };
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
