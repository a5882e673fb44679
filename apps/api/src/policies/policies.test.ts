import { CheckView, PolicyView } from '@lianchuang/contract/policies';
import { describe, expect, it } from 'vitest';
import { anApp, refused, went, writingNothing } from '../../test/app-under-test.ts';

const app = anApp();
const policy = { id: 'pol_qingdao-2025' };
const lead = { kind: 'enterprise', divisionCode: '370202' };
const chain = (count: number) =>
  Array.from({ length: count }, () => ({ kind: 'enterprise', chainPosition: 'upstream' }));
const academic = (count: number) => Array.from({ length: count }, () => ({ kind: 'university' }));
const check = (body: Record<string, unknown>) =>
  app.post<CheckView>('/eligibility-checks', { policy, lead, members: [], ...body });
const outcomes = (view: CheckView, ...ids: string[]) =>
  ids.map((id) => view.rules.find((each) => each.id === id)?.outcome);
const RULES = [
  'lead-is-enterprise',
  'lead-registered-qingdao',
  'composition-chain-enterprises-min',
  'composition-academic-institutions-min',
];

describe('policies', () => {
  it('the list shows the newest version of each, whole and with sources', async () => {
    const { items } = went(await app.get<{ items: PolicyView[] }>('/policies'));
    expect(items.map((each) => [each.id, each.version, each.jurisdiction.code, each.recommendation])).toEqual([
      ['pol_qingdao-2025', 1, '370200', false],
      ['pol_luoyang-2025', 1, '410300', true],
    ]);
    for (const item of items) {
      PolicyView.strict().parse(item);
      for (const rule of item.rules) expect(rule.clause.source.length).toBeGreaterThan(5);
      expect(went(await app.get<PolicyView>(`/policies/${item.id}`))).toEqual(item);
      expect(went(await app.get<PolicyView>(`/policies/${item.id}/versions/${item.version}`))).toEqual(item);
    }
  });

  it.each([
    '/policies/none',
    '/policies/pol_qingdao-2025/versions/2',
    '/policies/pol_qingdao-2025/versions/0',
    '/policies/pol_qingdao-2025/versions/-1',
    '/policies/pol_qingdao-2025/versions/1.5',
    '/policies/pol_qingdao-2025/versions/x',
  ])('%s is not there', async (path) => {
    await refused(404, 'not-found', () => app.get(path));
  });
});

describe('the check without a login', () => {
  it.each([
    ['the full composition', { members: [...chain(3), ...academic(2)] }, ['met', 'met', 'met', 'met']],
    ['one academic member too few', { members: [...chain(3), ...academic(1)] }, ['met', 'met', 'met', 'waivable']],
    [
      'enterprises without a place in the chain',
      { members: [...chain(2), { kind: 'enterprise' }, ...academic(2)] },
      ['met', 'met', 'waivable', 'met'],
    ],
    [
      'a lead of another city',
      { lead: { ...lead, divisionCode: '410302' }, members: [...chain(3), ...academic(2)] },
      ['met', 'not_met', 'met', 'met'],
    ],
    [
      'a university as lead',
      { lead: { ...lead, kind: 'university' }, members: [...chain(3), ...academic(2)] },
      ['not_met', 'met', 'met', 'met'],
    ],
    ['nobody', {}, ['met', 'met', 'waivable', 'waivable']],
  ])('%s', async (_, body, expected) => {
    const answer = await writingNothing(() => check(body));
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const view = went(answer);
    CheckView.strict().parse(view);
    expect(outcomes(view, ...RULES)).toEqual(expected);
    expect(view.verdict).toBe(
      expected.includes('not_met') ? 'ineligible' : expected.includes('waivable') ? 'needs_waiver' : 'needs_judgement',
    );
  });

  it('tells the shortfall in numbers and in both languages', async () => {
    const one = { members: [...chain(3), ...academic(1)] };
    const find = (view: CheckView) => view.rules.find((each) => each.id === 'composition-academic-institutions-min');
    expect(find(went(await check(one)))).toMatchObject({
      shortfall: { have: 1, need: 2 },
      strength: 'in_principle',
      clause: { key: '原则上不少于2家' },
    });
    const en = went(
      await app.post<CheckView>('/eligibility-checks', { policy, lead, ...one }, { 'Accept-Language': 'en' }),
    );
    expect(find(en)?.message).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('Luoyang counts by its own conditions', async () => {
    const luoyang = {
      policy: { id: 'pol_luoyang-2025', version: 1 },
      lead: { kind: 'enterprise', divisionCode: '410302' },
    };
    const share = async (members: unknown[]) =>
      outcomes(went(await check({ ...luoyang, members })), 'chain-share', 'members-min');
    expect(await share([...chain(6), ...academic(4)])).toEqual(['met', 'met']);
    expect(await share([...chain(5), ...academic(5)])).toEqual(['not_met', 'met']);
    expect(await share([...chain(5), ...academic(4)])).toEqual(['met', 'waivable']);
  });

  it.each([
    ['/policy/id', 'not-in-list', { policy: { id: 'pol_none' } }],
    ['/policy/id', 'not-in-list', { policy: { id: 'pol_qingdao-2025', version: 7 } }],
    ['/lead/kind', 'not-in-list', { lead: { ...lead, kind: 'king' } }],
    ['/lead/divisionCode', 'division.unknown', { lead: { ...lead, divisionCode: '990000' } }],
    ['/lead/uscc', 'uscc.wrong-length', { lead: { ...lead, uscc: '1' } }],
    ['/members', 'required', { members: undefined }],
    ['/members', 'too-large', { members: chain(201) }],
    ['/members/0/kind', 'required', { members: [{}] }],
    ['/validityMonths', 'too-small', { validityMonths: 0 }],
    ['/surprise', 'unknown-field', { surprise: 1 }],
  ])('%s: %s', async (pointer, code, body) => {
    const { body: problem } = await refused(422, 'invalid-input', () => check(body));
    expect(problem.errors?.map((each) => [each.pointer, each.code])).toEqual([[pointer, code]]);
  });
});
