import { describe, expect, test } from 'vitest';
import {
  countMembers,
  evaluate,
  isBinding,
  isWaivable,
  luoyang2025,
  qingdao2025,
  STRENGTHS,
  verdictOf,
  type Outcome,
  type PolicySubject,
  type PolicyVersion,
  type Rule,
  type Shortfall,
  type Verdict,
} from './index.ts';
import { DAY, aPartialSubject, aSubject, members } from './testing.ts';

const MET = { outcome: 'met', shortfall: null } as const;
const short = (outcome: Outcome, have: number, need: number) => ({ outcome, shortfall: { have, need } });

function finding(policy: PolicyVersion, ruleId: string, subject: PolicySubject) {
  const found = evaluate(policy, subject, DAY).rules.find((each) => each.rule.id === ruleId);
  return found && { outcome: found.outcome, shortfall: found.shortfall };
}

type Row = [
  says: string,
  ruleId: string,
  over: Partial<PolicySubject>,
  expected: { outcome: Outcome; shortfall: Shortfall | null },
];
const lead = (kind: PolicySubject['lead']['kind'], divisionCode = '370202') => ({ lead: { kind, divisionCode } });
const academics = (...kinds: PolicySubject['lead']['kind'][]) => ({
  members: [...members(3), ...kinds.flatMap((kind) => members(1, kind))],
});

describe('Qingdao’s guideline', () => {
  const CHAIN = 'composition-chain-enterprises-min';
  const ACADEMIC = 'composition-academic-institutions-min';
  // prettier-ignore
  test.each<Row>([
    ['three chain enterprises are enough', CHAIN, { members: members(3) }, MET],
    ['two are one short, and may be waived', CHAIN, { members: members(2) }, short('waivable', 2, 3)],
    ['none are three short', CHAIN, { members: members(5, 'university') }, short('waivable', 0, 3)],
    ['an enterprise without a place in the chain is not counted', CHAIN, { members: [...members(2), ...members(1, 'enterprise', null)] }, short('waivable', 2, 3)],
    ['every place in the chain counts', CHAIN, { members: [...members(1, 'enterprise', 'upstream'), ...members(1, 'enterprise', 'midstream'), ...members(1, 'enterprise', 'downstream')] }, MET],
    ['a service body with a place in the chain is no enterprise', CHAIN, { members: [...members(2), ...members(1, 'service', 'upstream')] }, short('waivable', 2, 3)],
    ['a university and an institute are enough', ACADEMIC, academics('university', 'research_institute'), MET],
    ['two universities are enough', ACADEMIC, academics('university', 'university'), MET],
    ['one university is one short, and may be waived', ACADEMIC, academics('university'), short('waivable', 1, 2)],
    ['a new-type R&D institution is neither', ACADEMIC, academics('university', 'new_rd_institution'), short('waivable', 1, 2)],
    ['a hospital is neither', ACADEMIC, academics('medical', 'research_institute'), short('waivable', 1, 2)],
    ['an enterprise leads', 'lead-is-enterprise', lead('enterprise'), MET],
    ['a university does not', 'lead-is-enterprise', lead('university'), short('not_met', 0, 1)],
    ['a company-like institute does not', 'lead-is-enterprise', lead('research_institute'), short('not_met', 0, 1)],
    ['a lead registered in the city itself', 'lead-registered-qingdao', lead('enterprise', '370200'), MET],
    ['a lead registered in one of its districts', 'lead-registered-qingdao', lead('enterprise', '370203'), MET],
    ['a lead registered in a district that was merged away', 'lead-registered-qingdao', lead('enterprise', '370205'), MET],
    ['a lead registered next door', 'lead-registered-qingdao', lead('enterprise', '370602'), short('not_met', 0, 1)],
    ['a lead registered with the province', 'lead-registered-qingdao', lead('enterprise', '370000'), short('not_met', 0, 1)],
    ['a code that only looks like the city’s', 'lead-registered-qingdao', lead('enterprise', '370299'), short('not_met', 0, 1)],
    ['36 months of validity', 'validity-max-years', { validityMonths: 36 }, MET],
    ['37 months, generally too long', 'validity-max-years', { validityMonths: 37 }, short('waivable', 37, 36)],
    ['an industry of the city’s list', 'filing-industry-scope', { industryCode: 'qd-future' }, MET],
    ['an industry of another city', 'filing-industry-scope', { industryCode: 'ly-open' }, short('not_met', 0, 1)],
    ['an industry that nobody lists', 'filing-industry-scope', { industryCode: 'nothing' }, short('not_met', 0, 1)],
    ['no industry chosen', 'filing-industry-scope', { industryCode: null }, short('not_met', 0, 1)],
    ['all have signed', 'agreement-signed-by-all', { signatures: { current: 5, needed: 5 } }, MET],
    ['one signature is missing', 'agreement-signed-by-all', { signatures: { current: 4, needed: 5 } }, short('not_met', 4, 5)],
    ['a mechanism is not written down', 'mechanism-standards', { mechanisms: new Set(['funding']) }, short('not_met', 0, 1)],
    ['the other one is', 'mechanism-funding', { mechanisms: new Set(['funding']) }, MET],
    ['two duties are missing', 'agreement-states-division-of-tasks', { parts: { ...aSubject().parts, duties: { have: 3, need: 5 } } as NonNullable<PolicySubject['parts']> }, short('not_met', 3, 5)],
  ])('%s (%s)', (_, ruleId, over, expected) => {
    expect(finding(qingdao2025, ruleId, aSubject(over))).toEqual(expected);
  });
});

describe('Luoyang’s conditions', () => {
  const mixed = (chain: number, others: number) => ({ members: [...members(chain), ...members(others, 'university')] });
  // prettier-ignore
  test.each<Row>([
    ['nine members are one short, and may be waived', 'members-min', { members: members(9) }, short('waivable', 9, 10)],
    ['ten members are enough', 'members-min', { members: members(10) }, MET],
    ['eleven members are enough', 'members-min', { members: members(11) }, MET],
    ['members of any kind count', 'members-min', { members: members(10, 'association') }, MET],
    ['exactly half of ten is not over 50 %', 'chain-share', mixed(5, 5), short('not_met', 5, 6)],
    ['six of ten is over 50 %', 'chain-share', mixed(6, 4), MET],
    ['five of nine is over 50 %', 'chain-share', mixed(5, 4), MET],
    ['four of nine is not', 'chain-share', mixed(4, 5), short('not_met', 4, 5)],
    ['six of eleven is over 50 %', 'chain-share', mixed(6, 5), MET],
    ['five of eleven is not', 'chain-share', mixed(5, 6), short('not_met', 5, 6)],
    ['one of one is', 'chain-share', mixed(1, 0), MET],
    ['one of two is not', 'chain-share', mixed(1, 1), short('not_met', 1, 2)],
    ['nobody of nobody is not', 'chain-share', mixed(0, 0), short('not_met', 0, 1)],
    ['enterprises without a place in the chain only count among all', 'chain-share', { members: [...members(5), ...members(5, 'enterprise', null)] }, short('not_met', 5, 6)],
    ['a lead from elsewhere is for the reviewers', 'lead-conditions', lead('enterprise', '370202'), { outcome: 'needs_judgement', shortfall: null }],
    ['a validity of five years is not limited', 'application', { validityMonths: 60 }, MET],
  ])('%s (%s)', (_, ruleId, over, expected) => {
    expect(finding(luoyang2025, ruleId, aSubject(over))).toEqual(expected);
  });
});

describe('the verdict', () => {
  const rule = (strength: Rule['strength'], id = strength as string): Rule => ({
    id,
    kind: 'member_count',
    group: 'composition',
    clause: { text: '条文', source: '出处' },
    strength,
    parameters: { counts: {}, min: 3, noun: 'all' },
    judged: 'computed',
    effectiveFrom: '2025-01-01',
  });
  const found = (strength: Rule['strength'], outcome: Outcome, waiver: 'none' | 'requested' | 'granted' = 'none') => ({
    rule: rule(strength),
    outcome,
    waiver,
  });
  const met = found('required', 'met');
  const unmet = found('required', 'not_met');
  const judged = found('required', 'needs_judgement');
  const waivable = found('in_principle', 'waivable');

  test.each<[string, ReturnType<typeof found>[], Verdict]>([
    ['all met', [met], 'eligible'],
    ['nothing to judge', [], 'eligible'],
    ['one left to people', [met, judged], 'needs_judgement'],
    ['a shortfall outweighs what is left to people', [judged, waivable], 'needs_waiver'],
    ['a request alone changes nothing', [judged, found('generally', 'waivable', 'requested')], 'needs_waiver'],
    ['a granted waiver no longer counts', [met, found('in_principle', 'waivable', 'granted')], 'eligible'],
    ['one granted, one not', [found('in_principle', 'waivable', 'granted'), waivable], 'needs_waiver'],
    ['a rule not met outweighs everything', [judged, waivable, unmet], 'ineligible'],
    ['a waiver does not help a rule that has none', [found('required', 'not_met', 'granted')], 'ineligible'],
    ['an encouraged rule never decides', [met, found('encouraged', 'needs_judgement')], 'eligible'],
  ])('%s', (_, findings, verdict) => {
    expect(verdictOf(findings)).toBe(verdict);
    expect(verdictOf(findings.toReversed())).toBe(verdict);
  });

  test.each(STRENGTHS)('a shortfall of a rule that is %s', (strength) => {
    const { verdict, rules } = evaluate(
      { ...qingdao2025, rules: [rule(strength)] },
      aSubject({ members: members(1) }),
      DAY,
    );
    expect({ verdict, outcome: rules[0]?.outcome, shortfall: rules[0]?.shortfall }).toEqual(
      {
        required: { verdict: 'ineligible', outcome: 'not_met', shortfall: { have: 1, need: 3 } },
        in_principle: { verdict: 'needs_waiver', outcome: 'waivable', shortfall: { have: 1, need: 3 } },
        generally: { verdict: 'needs_waiver', outcome: 'waivable', shortfall: { have: 1, need: 3 } },
        encouraged: { verdict: 'eligible', outcome: 'needs_judgement', shortfall: { have: 1, need: 3 } },
      }[strength],
    );
    expect([isWaivable(rule(strength)), isBinding(rule(strength))]).toEqual([
      ['in_principle', 'generally'].includes(strength),
      strength !== 'encouraged',
    ]);
  });

  test.each<[string, PolicyVersion, Partial<PolicySubject>, Record<string, 'requested' | 'granted'>, Verdict]>([
    ['a complete filing in Qingdao is left to its reviewers', qingdao2025, {}, {}, 'needs_judgement'],
    [
      'two chain enterprises need a waiver',
      qingdao2025,
      { members: [...members(2), ...members(2, 'university')] },
      {},
      'needs_waiver',
    ],
    [
      'that was asked for',
      qingdao2025,
      { members: [...members(2), ...members(2, 'university')] },
      { 'composition-chain-enterprises-min': 'requested' },
      'needs_waiver',
    ],
    [
      'that was granted',
      qingdao2025,
      { members: [...members(2), ...members(2, 'university')] },
      { 'composition-chain-enterprises-min': 'granted' },
      'needs_judgement',
    ],
    ['a lead from elsewhere is ineligible in Qingdao', qingdao2025, lead('enterprise', '410302'), {}, 'ineligible'],
    ['and not in Luoyang', luoyang2025, lead('enterprise', '370202'), {}, 'needs_judgement'],
    [
      'five of ten chain enterprises are enough for Qingdao',
      qingdao2025,
      { members: [...members(5), ...members(5, 'university')] },
      {},
      'needs_judgement',
    ],
    ['and not for Luoyang', luoyang2025, { members: [...members(5), ...members(5, 'university')] }, {}, 'ineligible'],
  ])('%s', (_, policy, over, waivers, verdict) => {
    expect(evaluate(policy, aSubject(over), DAY, waivers).verdict).toBe(verdict);
  });

  test('a waiver is shown beside its rule alone', () => {
    const check = evaluate(qingdao2025, aSubject({ validityMonths: 48 }), DAY, { 'validity-max-years': 'requested' });
    expect(check.rules.filter((each) => each.waiver !== 'none').map((each) => [each.rule.id, each.waiver])).toEqual([
      ['validity-max-years', 'requested'],
    ]);
  });
});

describe('what is not known yet', () => {
  test('is listed for later and does not weigh on the verdict', () => {
    const check = evaluate(qingdao2025, aPartialSubject(), DAY);
    expect(check.verdict).toBe('needs_judgement');
    expect(check.later.map((each) => each.rule.kind)).toEqual([
      'validity',
      'signatures',
      'content_part',
      'content_part',
      ...Array.from({ length: 7 }, () => 'mechanism'),
      ...Array.from({ length: 4 }, () => 'content_part'),
      'industry_list',
      'content_part',
    ]);
    expect(new Set(check.later.map((each) => each.message.zh))).toEqual(new Set(['填写申请时再核对。']));
    expect(check.rules.length + check.later.length).toBe(qingdao2025.rules.length);
  });

  test('a declared figure is judged once it is a number', () => {
    const figure: Rule = {
      id: 'rd-spending',
      kind: 'declared_figure',
      group: 'lead',
      clause: { text: '研发投入不低于3%', source: '出处' },
      strength: 'required',
      parameters: { key: 'rd_percent', min: 3, unit: '%' },
      judged: 'computed',
      effectiveFrom: '2025-01-01',
    };
    const policy = { ...qingdao2025, rules: [figure] };
    const check = (said?: string | number) =>
      evaluate(policy, aSubject({ declarations: said === undefined ? {} : { rd_percent: said } }), DAY);
    expect([check(), check('3')].map((each) => each.later.length)).toEqual([1, 1]);
    expect(check(3).rules[0]).toMatchObject({ ...MET, message: { zh: '申报 3%，不低于 3%。' } });
    expect(check(2.9).rules[0]).toMatchObject({
      ...short('not_met', 2.9, 3),
      message: { zh: '申报 2.9%，须不低于 3%。' },
    });
  });

  test.each<[string, string | number | boolean | undefined, string]>([
    ['nothing', undefined, '由评审判断，请在申请中写明事实。'],
    ['only spaces', ' 　', '由评审判断，请在申请中写明事实。'],
    ['a sentence', '张示例，教授', '已填写说明，由评审判断。'],
    ['yes', true, '已填写说明，由评审判断。'],
  ])('a statement of which is said: %s', (_, said, message) => {
    const declarations = said === undefined ? {} : { chief_scientist: said };
    const found = evaluate(luoyang2025, aSubject({ declarations }), DAY).rules.find(
      (each) => each.rule.id === 'chief-scientist',
    );
    expect(found).toMatchObject({ outcome: 'needs_judgement', message: { zh: message } });
  });
});

test('members are counted by kind and by place in the chain', () => {
  const all = [...members(2, 'enterprise', 'upstream'), ...members(1, 'enterprise', null), ...members(3, 'university')];
  expect(countMembers(all, {})).toBe(6);
  expect(countMembers(all, { kinds: ['enterprise'] })).toBe(3);
  expect(countMembers(all, { kinds: ['enterprise', 'university'] })).toBe(6);
  expect(countMembers(all, { positions: ['upstream', 'downstream'] })).toBe(2);
  expect(countMembers(all, { kinds: [] })).toBe(0);
});

describe('rules have dates', () => {
  const [first] = qingdao2025.rules.filter((each) => each.kind === 'member_count');
  const dated = { ...qingdao2025, rules: [{ ...first!, effectiveFrom: '2026-01-01', effectiveTo: '2026-12-31' }] };
  test.each([
    ['2025-12-31', 0],
    ['2026-01-01', 1],
    ['2026-12-31', 1],
    ['2027-01-01', 0],
  ])('on %s %i of the dated rules decide', (day, count) => {
    expect(evaluate(dated, aSubject(), day).rules).toHaveLength(count);
  });
});
