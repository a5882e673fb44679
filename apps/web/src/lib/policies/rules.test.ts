import { luoyang2025, qingdao2025 } from '@lianchuang/domain/policies';
import { expect, test } from 'vitest';
import { decidingRules } from './deciding-rules.ts';
import { byClause, grouped } from './rule-groups.ts';
import { ruleWords } from './rule-words.ts';

const claused = (rules: typeof qingdao2025.rules) =>
  rules.map((rule) => ({ ...rule, clause: { ...rule.clause, key: rule.clause.key ?? null } }));

test('the five deciding clauses of Qingdao come from its document', () => {
  expect(decidingRules(qingdao2025.rules).map((rule) => rule.clause.key)).toEqual([
    '须为青岛独立注册',
    '原则上不少于3家',
    '原则上不少于2家',
    '要签订组建协议',
    '一般不超过3年',
  ]);
  expect(decidingRules(luoyang2025.rules).map((rule) => rule.clause.key)).toEqual([
    '原则上不少于10家',
    '超过50%',
    '组建协议',
  ]);
});

test('every rule of both packs has its group named and its parameters in words', () => {
  for (const pack of [qingdao2025, luoyang2025]) {
    for (const group of grouped([...pack.rules, ...pack.provisions]))
      expect(group.name, group.code).not.toBe(group.code);
    for (const rule of pack.rules) expect(ruleWords(rule as never), rule.id).not.toMatch(/undefined|\{/);
  }
});

test('the seven mechanisms stand under one quotation', () => {
  const mechanisms = byClause(claused(qingdao2025.rules)).filter((each) =>
    each.rules.some((rule) => rule.kind === 'mechanism'),
  );
  expect(mechanisms).toHaveLength(1);
  expect(mechanisms[0]?.keys).toHaveLength(7);
});
