import type { RuleKind } from '@lianchuang/domain/policies';

const order: readonly RuleKind[] = ['lead_division', 'member_count', 'member_share', 'signatures', 'validity'];

/** The few rules on which forming a consortium turns: who may lead, with how many, signed, for how long. */
export function decidingRules<T extends { kind: RuleKind; judged: string }>(rules: readonly T[]): T[] {
  return order.flatMap((kind) => rules.filter((rule) => rule.kind === kind && rule.judged === 'computed'));
}
