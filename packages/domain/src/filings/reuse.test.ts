import { expect, it } from 'vitest';
import { reuse } from './reuse.ts';
import { aMember, aReadyFiling, READY_CONTENT } from './testing.ts';

const QINGDAO = '370200';
const TODAY = '2026-06-01';
const earlier = aReadyFiling({ content: { ...READY_CONTENT, declarations: {} } });

it('the content comes over as it was written', () => {
  expect(reuse(earlier, QINGDAO, TODAY)).toMatchObject({ content: earlier.content, left: [] });
});

it('members come over with kind, position, duties and contributions, and without signature or place in the earlier case', () => {
  const { id: _, organizationId: __, signature: ___, ...taken } = aMember(1);
  const { members } = reuse({ ...earlier, members: [aMember(1)] }, QINGDAO, TODAY);
  expect(members).toEqual([taken]);
});

it('what was vouched for then is vouched for anew: declarations and waivers stay behind', () => {
  const waiver = { ruleId: 'a', reason: 'b', requestedAt: 0, requestedBy: 'c', granted: null };
  const { content, left } = reuse({ ...earlier, content: READY_CONTENT, waivers: [waiver] }, QINGDAO, TODAY);
  expect(content.declarations).toEqual({});
  expect(left).toEqual(['declarations', 'waivers']);
});

it('under another city’s policy its industry and division are chosen anew', () => {
  const { content, left } = reuse(earlier, '410300', TODAY);
  expect(content).toMatchObject({ industryCode: null, divisionCode: null, summary: earlier.content.summary });
  expect(left).toEqual(['industry', 'division']);
});

it('a milestone of yesterday and money of last year stay behind; of today and this year they come over', () => {
  const at = (dueOn: string, year: number) => ({
    ...earlier,
    content: {
      ...earlier.content,
      plan: {
        ...earlier.content.plan,
        milestones: [{ title: '样机', dueOn, indicator: '通过测试' }],
        funding: [{ source: 'self_raised' as const, year, amountFen: 1 }],
      },
    },
  });
  expect(reuse(at('2026-06-01', 2026), QINGDAO, TODAY).left).toEqual([]);
  const gone = reuse(at('2026-05-31', 2025), QINGDAO, TODAY);
  expect(gone.left).toEqual(['milestones', 'funding']);
  expect(gone.content.plan).toMatchObject({ milestones: [], funding: [], goals: earlier.content.plan.goals });
});

it('an empty draft has nothing to leave behind', () => {
  const { left } = reuse(
    { ...aReadyFiling(), content: { ...READY_CONTENT, industryCode: null, divisionCode: null, declarations: {} } },
    '410300',
    TODAY,
  );
  expect(left).toEqual([]);
});
