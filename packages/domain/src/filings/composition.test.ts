import { describe, expect, test } from 'vitest';
import { CONTENT_PARTS, luoyang2025, qingdao2025 } from '../policies/index.ts';
import {
  canonicalJson,
  checkFiling,
  EMPTY_CONTENT,
  signatureState,
  signedText,
  subjectOf,
  type FilingContent,
} from './index.ts';
import { aFiling, aMember, aReadyFiling, aSignature, NOW, READY_CONTENT } from './testing.ts';

const withContent = (over: Partial<FilingContent>) => aReadyFiling({ content: { ...READY_CONTENT, ...over } });
const { plan } = READY_CONTENT;

describe('what a filing offers to the rules', () => {
  test('an empty draft offers nothing, and needs at least one member', () => {
    const subject = subjectOf(aFiling());
    expect(subject).toEqual({
      lead: { kind: 'enterprise', divisionCode: '370202' },
      members: [],
      industryCode: null,
      declarations: {},
      parts: {
        topics: { have: 0, need: 1 },
        duties: { have: 0, need: 1 },
        goals: { have: 0, need: 1 },
        milestones: { have: 0, need: 1 },
        plan_funding: { have: 0, need: 1 },
        acceptance_indicators: { have: 0, need: 1 },
        application: { have: 0, need: 1 },
      },
      mechanisms: new Set(),
      signatures: { current: 0, needed: 1 },
    });
  });

  test('a complete filing offers every part', () => {
    const { parts } = subjectOf(aReadyFiling());
    expect(Object.keys(parts ?? {})).toHaveLength(CONTENT_PARTS.length);
    expect(Object.values(parts ?? {}).filter(({ have, need }) => have < need)).toEqual([]);
    expect(subjectOf(aReadyFiling())).toMatchObject({ validityMonths: 36, signatures: { current: 5, needed: 5 } });
  });

  test.each<[string, Partial<FilingContent>, string]>([
    ['no topic', { topics: [] }, 'topics'],
    ['goals of spaces only', { plan: { ...plan, goals: ' \n' } }, 'goals'],
    ['no milestone', { plan: { ...plan, milestones: [] } }, 'milestones'],
    ['no funding', { plan: { ...plan, funding: [] } }, 'plan_funding'],
    [
      'a milestone without its indicator',
      { plan: { ...plan, milestones: [{ title: '样机', dueOn: '2027-06-30', indicator: ' ' }] } },
      'acceptance_indicators',
    ],
    ['no name', { consortiumName: '　' }, 'application'],
    ['no industry', { industryCode: null }, 'application'],
    ['no validity', { validityMonths: null }, 'application'],
  ])('%s leaves a part open', (_, over, part) => {
    expect(subjectOf(withContent(over)).parts?.[part as 'topics']).toEqual({ have: 0, need: 1 });
  });

  test('a mechanism counts once something is written', () => {
    const mechanisms = [
      { kind: 'funding', text: ' ' },
      { kind: 'standards', text: '按章程。' },
    ] as const;
    expect(subjectOf(withContent({ mechanisms })).mechanisms).toEqual(new Set(['standards']));
  });

  test('only signatures on the present content count', () => {
    const ready = aReadyFiling();
    const [first, second, third, ...rest] = ready.members;
    if (!first || !second || !third) throw new Error('too few');
    const refused = { is: 'refused', reason: '不参加。', at: NOW, by: '签署人' } as const;
    const members = [
      { ...first, signature: null },
      { ...second, signature: refused },
      { ...third, signature: aSignature('old') },
      ...rest,
    ];
    expect(members.slice(0, 4).map((each) => signatureState(each, ready))).toEqual([
      'missing',
      'refused',
      'void',
      'current',
    ]);
    expect(subjectOf({ ...ready, members }).signatures).toEqual({ current: 2, needed: 5 });
  });

  test.each([
    ['Qingdao', qingdao2025],
    ['Luoyang', luoyang2025],
  ])('a filing ready for %s only leaves what people judge', (_, policy) => {
    const check = checkFiling(aReadyFiling({}, policy), policy);
    expect(check).toMatchObject({ verdict: 'needs_judgement', later: [], policy: { id: policy.id, version: 1 } });
    expect(check.rules.filter((each) => each.rule.judged === 'computed' && each.outcome !== 'met')).toEqual([]);
  });

  test('waivers on the filing reach the check as requested or granted', () => {
    const filing = withContent({ validityMonths: 48 });
    const waiver = {
      ruleId: 'validity-max-years',
      reason: '周期长。',
      requestedAt: NOW,
      requestedBy: '填报人',
      granted: null,
    };
    const found = (waivers: (typeof filing)['waivers']) =>
      checkFiling({ ...filing, waivers }, qingdao2025).rules.find((each) => each.rule.id === waiver.ruleId)?.waiver;
    expect(found([])).toBe('none');
    expect(found([waiver])).toBe('requested');
    expect(found([{ ...waiver, granted: { reason: '同意。', at: NOW, by: '经办人' } }])).toBe('granted');
  });
});

describe('the text that is signed', () => {
  test('is canonical: sorted keys, no spaces, every value written once', () => {
    expect(canonicalJson({ b: [1, true, null], a: { d: '“引”\n', c: undefined }, Z: 0.5 })).toBe(
      '{"Z":0.5,"a":{"d":"“引”\\n"},"b":[1,true,null]}',
    );
  });

  test('holds the policy version, the lead, the content and each member’s duties and pledges', () => {
    const member = aMember(1, { contributions: [{ kind: 'fund', text: '出资' }] });
    const filing = aFiling({ members: [member], content: { ...EMPTY_CONTENT, consortiumName: '示例' } });
    expect(JSON.parse(signedText(filing))).toEqual({
      form: 'lianchuang-filing-1',
      policy: { id: 'pol_qingdao-2025', version: 1 },
      lead: { uscc: filing.lead.uscc, name: '示例牵头企业', kind: 'enterprise', divisionCode: '370202' },
      content: { ...EMPTY_CONTENT, consortiumName: '示例' },
      members: [
        {
          uscc: member.uscc,
          name: '示例成员1',
          kind: 'enterprise',
          chainPosition: 'midstream',
          duties: '承担第1项任务',
          contributions: [{ kind: 'fund', text: '出资', amountFen: null }],
        },
      ],
    });
  });

  test('does not depend on the ids under which members are stored', () => {
    const ready = aReadyFiling();
    const stored = ready.members.map((each, n) => ({ ...each, id: `fmb_${9 - n}`, organizationId: null }));
    expect(signedText({ ...ready, members: stored })).toBe(signedText(ready));
  });

  test('does not depend on whether an amount is left out or empty', () => {
    const pledged = (amount: { amountFen?: null }) =>
      signedText(aFiling({ members: [aMember(1, { contributions: [{ kind: 'fund', text: '出资', ...amount }] })] }));
    expect(pledged({})).toBe(pledged({ amountFen: null }));
  });
});
