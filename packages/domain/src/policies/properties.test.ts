import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHAIN_POSITIONS, ORGANIZATION_KINDS } from '../organizations/index.ts';
import { evaluate, luoyang2025, OUTCOMES, qingdao2025, VERDICTS, type PolicySubject } from './index.ts';
import { DAY, aSubject, onlyRules } from './testing.ts';

const packs = [
  onlyRules(qingdao2025, 'composition-chain-enterprises-min', 'composition-academic-institutions-min'),
  onlyRules(luoyang2025, 'members-min', 'chain-share'),
] as const;
const member = fc.record({
  kind: fc.oneof(fc.constantFrom(...ORGANIZATION_KINDS), fc.constant('enterprise' as const)),
  chainPosition: fc.option(fc.constantFrom(...CHAIN_POSITIONS), { freq: 4 }),
});
const members = fc.array(member, { maxLength: 14 });
const check = (pack: (typeof packs)[number], given: PolicySubject['members']) =>
  evaluate(pack, aSubject({ members: given }), DAY);
const badness = (outcome: (typeof OUTCOMES)[number]): number => OUTCOMES.indexOf(outcome);

describe.each([
  ['Qingdao', packs[0], { kind: 'university', chainPosition: null }, { kind: 'enterprise', chainPosition: 'upstream' }],
  [
    'Luoyang',
    packs[1],
    { kind: 'enterprise', chainPosition: 'downstream' },
    { kind: 'enterprise', chainPosition: null },
  ],
] as const)('who belongs to a consortium in %s', (name, pack, qualifying, other) => {
  test('a member that every rule counts never makes any rule worse', () => {
    fc.assert(
      fc.property(members, (given) => {
        const before = check(pack, given).rules;
        const after = check(pack, [...given, qualifying]).rules;
        before.forEach((each, n) =>
          expect(badness(after[n]?.outcome ?? 'not_met')).toBeLessThanOrEqual(badness(each.outcome)),
        );
      }),
    );
  });

  test('a member of another kind never makes a counting rule worse', () => {
    fc.assert(
      fc.property(members, (given) => {
        const counting = { ...pack, rules: pack.rules.filter((each) => each.kind === 'member_count') };
        const before = check(counting, given).rules;
        const after = check(counting, [...given, other]).rules;
        before.forEach((each, n) =>
          expect(badness(after[n]?.outcome ?? 'not_met')).toBeLessThanOrEqual(badness(each.outcome)),
        );
      }),
    );
  });

  test('the order of the members does not matter', () => {
    fc.assert(
      fc.property(members, (given) => {
        expect(check(pack, given.toReversed())).toEqual(check(pack, given));
      }),
    );
  });

  test('what is missing is between one and what is needed, and adding just that many meets the rule', () => {
    fc.assert(
      fc.property(members, (given) => {
        for (const { rule, outcome, shortfall } of check(pack, given).rules) {
          expect(shortfall === null).toBe(outcome === 'met');
          if (shortfall === null) continue;
          const missing = shortfall.need - shortfall.have;
          expect(missing).toBeGreaterThanOrEqual(1);
          expect(missing).toBeLessThanOrEqual(shortfall.need);
          expect(shortfall.have).toBeLessThanOrEqual(given.length);
          if (rule.kind !== 'member_count') continue;
          const counted = { kind: rule.parameters.counts.kinds?.[0] ?? 'other', chainPosition: 'midstream' } as const;
          const added = (count: number) =>
            check(pack, [...given, ...Array.from({ length: count }, () => counted)]).rules;
          expect(added(missing).find((each) => each.rule.id === rule.id)?.outcome).toBe('met');
          expect(added(missing - 1).find((each) => each.rule.id === rule.id)?.outcome).not.toBe('met');
        }
      }),
    );
  });

  test(`over half means over half of however many (${name})`, () => {
    fc.assert(
      fc.property(members, (given) => {
        const found = check(packs[1], given).rules.find((each) => each.rule.kind === 'member_share');
        const inChain = given.filter((each) => each.kind === 'enterprise' && each.chainPosition !== null).length;
        expect(found?.outcome === 'met').toBe(inChain * 2 > given.length);
      }),
    );
  });
});

test('every check ends in one of the four verdicts and judges or postpones every rule exactly once', () => {
  const subject = fc.record(
    {
      lead: fc.record({
        kind: fc.constantFrom(...ORGANIZATION_KINDS),
        divisionCode: fc.constantFrom('370202', '410302', '370602', 'none'),
      }),
      members,
      declarations: fc.dictionary(
        fc.constantFrom('chief_scientist', 'plan_clear'),
        fc.oneof(fc.string(), fc.boolean()),
      ),
      validityMonths: fc.nat(80),
      industryCode: fc.option(fc.constantFrom('qd-ai', 'ly-open', 'none')),
      signatures: fc.record({ current: fc.nat(5), needed: fc.nat(5) }),
    },
    { requiredKeys: ['lead', 'members', 'declarations'] },
  );
  fc.assert(
    fc.property(fc.constantFrom(qingdao2025, luoyang2025), subject, (policy, given) => {
      const { rules, later, verdict } = evaluate(policy, given, DAY);
      expect(VERDICTS).toContain(verdict);
      const judged = [...rules, ...later].map((each) => each.rule.id);
      expect(judged.toSorted()).toEqual(policy.rules.map((each) => each.id).toSorted());
    }),
    { numRuns: 50 },
  );
});
