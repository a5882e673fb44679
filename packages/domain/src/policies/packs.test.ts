import { describe, expect, test } from 'vitest';
import { findDivision } from '../divisions/index.ts';
import { findIndustry, INDUSTRIES, listIndustries } from '../industries/index.ts';
import { findJurisdiction, parseDay, type Words } from '../kernel/index.ts';
import {
  evaluate,
  luoyang2025,
  MECHANISM_KINDS,
  qingdao2025,
  RULE_KINDS,
  STRENGTHS,
  type PolicySubject,
} from './index.ts';
import { DAY, aSubject, members } from './testing.ts';

declare global {
  interface ImportMeta {
    /** Vite's, which the test runner brings along. */
    glob(pattern: string, options: { query: '?raw'; import: 'default'; eager: true }): Record<string, string>;
  }
}

/** A subject that misses every computed rule of both packs. */
const hopeless: PolicySubject = aSubject({
  lead: { kind: 'government', divisionCode: '110101' },
  members: members(1, 'other'),
  validityMonths: 600,
  industryCode: null,
  parts: Object.fromEntries(
    Object.keys(aSubject().parts ?? {}).map((part) => [part, { have: 0, need: 1 }]),
  ) as NonNullable<PolicySubject['parts']>,
  mechanisms: new Set(),
  signatures: { current: 0, needed: 1 },
});

const says = ({ zh, en }: Words): void => {
  expect(zh).toMatch(/[\u4e00-\u9fff].*。$/);
  expect(en).toMatch(/^[A-Z0-9].*\.$/);
  expect(`${zh}${en}`).not.toMatch(/undefined|NaN|\{|\}/);
};

describe.each([
  ['Qingdao', qingdao2025, '370200', 59],
  ['Luoyang', luoyang2025, '410300', 7],
] as const)('the pack of %s', (_, policy, jurisdiction, count) => {
  test(`belongs to its jurisdiction and holds ${count} rules`, () => {
    expect(policy.jurisdiction).toBe(jurisdiction);
    expect(findJurisdiction(policy.jurisdiction)?.numberPattern).toBeTruthy();
    expect(policy.rules).toHaveLength(count);
  });

  test('names its document, issuer, source and first day', () => {
    expect(policy.document).toMatchObject({
      name: expect.stringMatching(/./),
      issuer: expect.stringMatching(/科学技术局$/),
      source: expect.stringMatching(/./),
    });
    expect(parseDay(policy.effectiveFrom).ok).toBe(true);
  });

  test('no id stands twice, among rules or provisions', () => {
    const ids = [...policy.rules, ...policy.provisions].map((each) => each.id);
    expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test('no two statements share the field in which the applicant speaks to them', () => {
    const keys = policy.rules.flatMap((each) => (each.kind === 'statement' ? [each.parameters.key] : []));
    expect(keys.filter((key, n) => key === undefined || keys.indexOf(key) !== n)).toEqual([]);
  });

  test('every clock runs for at least one working day', () => {
    expect(Object.values(policy.clocks).every((days) => Number.isSafeInteger(days) && days >= 1)).toBe(true);
    expect(Object.keys(policy.clocks)).toHaveLength(7);
  });

  test.each(policy.rules)('$id has its clause, source, strength and first day', (rule) => {
    const { clause, strength, kind, judged, effectiveFrom, effectiveTo } = rule;
    expect(clause.text.length).toBeGreaterThan(3);
    expect(clause.source).toMatch(/2025/);
    expect(clause.text).toContain(clause.key ?? clause.text);
    expect(STRENGTHS).toContain(strength);
    expect(RULE_KINDS).toContain(kind);
    expect(judged).toBe(kind === 'statement' ? 'reviewer' : 'computed');
    expect(parseDay(effectiveFrom).ok && effectiveFrom >= policy.effectiveFrom).toBe(true);
    expect(effectiveTo === undefined || effectiveTo > effectiveFrom).toBe(true);
  });

  test.each(policy.rules)('$id says in both languages what it found, met or not', (rule) => {
    const good = aSubject({
      lead: { kind: 'enterprise', divisionCode: jurisdiction },
      industryCode: listIndustries(jurisdiction)[0]?.code ?? null,
      declarations: rule.kind === 'statement' ? { [rule.parameters.key ?? '']: '已具备。' } : {},
    });
    const only = { ...policy, rules: [rule] };
    const [met] = evaluate(only, good, DAY).rules;
    const [unmet] = evaluate(only, hopeless, DAY).rules;
    expect(met?.outcome).toBe(rule.kind === 'statement' ? 'needs_judgement' : 'met');
    expect(unmet?.outcome).not.toBe('met');
    if (!met || !unmet) return;
    says(met.message);
    says(unmet.message);
    expect(unmet.message.zh).not.toBe(met.message.zh);
    expect(unmet.message.en).not.toBe(met.message.en);
  });

  test.each(policy.materials)(
    'the material $id says in both languages what it is, who provides it and what is good',
    (each) => {
      for (const { zh, en } of [each.help, each.example]) says({ zh, en });
      expect(each.name.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(each.name.en).toMatch(/^[A-Z]/);
      expect(each.accepts.length).toBeGreaterThan(0);
      expect(each.most).toBeGreaterThan(0);
      expect(each.kinds === undefined || each.providedBy === 'member').toBe(true);
    },
  );

  test('a material that quotes a clause quotes one of the rules', () => {
    const clauses = new Set(policy.rules.map(({ clause }) => `${clause.text} ${clause.source}`));
    const quoted = policy.materials.flatMap(({ clause }) => clause ?? []);
    expect(quoted.length).toBeGreaterThan(2);
    expect(quoted.filter(({ text, source }) => !clauses.has(`${text} ${source}`))).toEqual([]);
    expect(quoted.filter(({ text, key }) => key !== undefined && !text.includes(key))).toEqual([]);
  });

  test('no id stands twice among the materials, and the doubts say that no list is public', () => {
    const ids = policy.materials.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(policy.doubts.some(({ zh }) => zh.includes('材料清单'))).toBe(true);
  });

  test.each(policy.materials.filter(({ template }) => template !== undefined))(
    'the template of $id leaves blanks that can be filled',
    ({ template }) => {
      const lines = template?.parts.flatMap((part) => part.lines ?? []) ?? [];
      const blanks = lines.flatMap((line) => [...line.matchAll(/\{(\w+)\}/g)].map(([, blank]) => blank));
      const known = ['lead', 'consortium', 'provider', 'providerUscc'];
      expect(blanks.filter((blank) => !known.includes(blank ?? ''))).toEqual([]);
    },
  );

  test.each(policy.provisions)('the provision $id is quoted', ({ text, item }) => {
    expect(text.length).toBeGreaterThan(3);
    expect(text).toContain(item ?? text);
  });

  test.each(policy.doubts)('a doubt is written in both languages: $en', ({ zh, en }) => {
    expect(zh).toMatch(/。$/);
    expect(en).toMatch(/\.$/);
  });
});

test('a clause that says “in principle” or “generally” may be waived, one that says “must” may not', () => {
  const marks = { in_principle: /原则上/, generally: /一般/, encouraged: /鼓励|健全|形成/ } as const;
  for (const { id, strength, clause } of [...qingdao2025.rules, ...luoyang2025.rules]) {
    if (strength === 'required')
      expect([id, clause.key ?? clause.text]).not.toEqual([id, expect.stringMatching(/原则上|一般不|^鼓励/)]);
    else expect([id, clause.text]).toEqual([id, expect.stringMatching(marks[strength])]);
  }
});

test('Qingdao asks for each of the seven mechanisms once, Luoyang for none', () => {
  const asked = (rules: typeof qingdao2025.rules) =>
    rules.flatMap((each) => (each.kind === 'mechanism' ? [each.parameters.mechanism] : []));
  expect(asked(qingdao2025.rules)).toEqual(MECHANISM_KINDS);
  expect(asked(luoyang2025.rules)).toEqual([]);
});

test('only Luoyang asks for the district’s recommendation', () => {
  expect([qingdao2025.recommendation, luoyang2025.recommendation]).toEqual([false, true]);
});

describe('industries', () => {
  test.each(INDUSTRIES)(
    '$code belongs to a jurisdiction that is served, under one code',
    ({ code, jurisdiction, name }) => {
      expect(findJurisdiction(jurisdiction)?.numberPattern).toBeTruthy();
      expect(findIndustry(code)?.name).toBe(name);
      expect(INDUSTRIES.filter((each) => each.code === code)).toHaveLength(1);
    },
  );

  test('the 10+1 system has eleven entries in the order of its source', () => {
    expect(listIndustries('370200').map((each) => each.order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(listIndustries('370200').filter((each) => !each.confirmed)).toHaveLength(3);
  });

  test('a place without a list has no industries', () => {
    expect(listIndustries('370000')).toEqual([]);
    expect(findIndustry('nothing')).toBeUndefined();
  });
});

describe('nothing of either city is in code', () => {
  const sources = import.meta.glob('../**/*.ts', { query: '?raw', import: 'default', eager: true });
  // Data by nature: the packs, the lists of jurisdictions, industries and divisions; tests and builders name cities freely.
  const data = /packs\/|kernel\/jurisdiction\.ts|industries\/industries\.ts|divisions\.data\.ts|\.test\.ts|testing\.ts/;
  const code = Object.entries(sources).filter(([path]) => !data.test(path));
  const withoutComments = (source: string): string => source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

  test('the search sees the whole package', () => {
    expect(code.length).toBeGreaterThan(35);
    expect(Object.keys(sources)).toContain('./packs/qingdao-2025.ts');
    expect(findDivision('370200')?.name).toBe('青岛市');
  });

  test.each(code)('%s', (_path, source) => {
    const hits = withoutComments(source)
      .split('\n')
      .filter((line) => /青岛|洛阳|3702|4103/.test(line));
    expect(hits).toEqual([]);
  });
});
