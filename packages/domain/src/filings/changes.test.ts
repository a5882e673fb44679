import { describe, expect, test } from 'vitest';
import {
  changesSince,
  changesInCommon,
  changesInOwn,
  commonText,
  ownText,
  signedText,
  type Change,
  type Filing,
} from './index.ts';
import { aMember, aReadyFiling } from './testing.ts';

const ready = aReadyFiling();
const { content, members } = ready;
const [first, second] = members;
if (!first || !second) throw new Error('too few');

const since = (change: Partial<Filing>): Change[] => changesSince(signedText(ready), { ...ready, ...change });
const withContent = (over: Partial<Filing['content']>): Partial<Filing> => ({ content: { ...content, ...over } });

describe('what changed since somebody saw a text', () => {
  test.each<[string, Partial<Filing>, readonly Change[]]>([
    ['nothing', {}, []],
    ['nothing by another order of members', { members: members.toReversed() }, []],
    ['nothing by a signature or a state', { status: 'correction', version: 8 }, []],
    ['a field', withContent({ summary: '新' }), [{ pointer: '/summary', before: content.summary, after: '新' }]],
    [
      'an emptied field',
      withContent({ validityMonths: null }),
      [{ pointer: '/validityMonths', before: 36, after: null }],
    ],
    [
      'a part of the plan',
      withContent({ plan: { ...content.plan, goals: '新目标' } }),
      [{ pointer: '/plan/goals', before: '完成关键核心任务。', after: '新目标' }],
    ],
    [
      'a topic in front, not every topic',
      withContent({ topics: [{ title: '新课题' }, ...content.topics] }),
      [{ pointer: '/topics/0', before: null, after: '新课题' }],
    ],
    [
      'a title, as a title and not as another topic',
      withContent({ topics: [{ title: '改题', objective: '攻克一项关键技术', indicators: '样机一台' }] }),
      [{ pointer: '/topics/0/title', before: '示例课题', after: '改题' }],
    ],
    ['a topic that is gone', withContent({ topics: [] }), [{ pointer: '/topics', before: '示例课题', after: null }]],
    [
      'a declaration that is new',
      withContent({ declarations: { ...content.declarations, x: true } }),
      [{ pointer: '/declarations/x', before: null, after: true }],
    ],
    [
      'the policy version',
      { policy: { ...ready.policy, version: 2 } },
      [{ pointer: '/policy/version', before: 1, after: 2 }],
    ],
    [
      'another member’s duties, at its place on the page',
      { members: members.map((each) => (each === second ? { ...each, duties: '新' } : each)) },
      [{ pointer: '/members/1/duties', before: second.duties, after: '新' }],
    ],
    [
      'a pledge of another amount',
      {
        members: members.map((each) =>
          each === first
            ? { ...each, contributions: [{ kind: 'technology', text: '第1项技术', amountFen: 500 }] }
            : each,
        ),
      },
      [{ pointer: '/members/0/contributions/0/amountFen', before: null, after: 500 }],
    ],
    [
      'who came and who left, by name, never as one who turned into another',
      { members: [aMember(60), ...members.slice(1)] },
      [
        { pointer: '/members/0', before: null, after: '示例成员60' },
        { pointer: '/members', before: '示例成员1', after: null },
      ],
    ],
  ])('%s', (_, change, found) => {
    expect(since(change)).toEqual(found);
  });
});

describe('what changed since a member signed', () => {
  const later = {
    ...ready,
    content: { ...content, summary: '新' },
    members: [...members.map((each) => ({ ...each, duties: `${each.duties}。` })), aMember(60)],
  };

  test('in the common part: the content and who takes part, never what another member signs alone', () => {
    expect(changesInCommon(commonText(ready), later)).toEqual([
      { pointer: '/summary', before: content.summary, after: '新' },
      { pointer: '/members/5', before: null, after: '示例成员60' },
    ]);
    expect(changesInCommon(commonText(ready), { ...ready, members: members.toReversed() })).toEqual([]);
  });

  test('in its own part: its duties and pledges, at its place on the page', () => {
    const pledged = { ...later, members: later.members.map((each) => ({ ...each, contributions: [] })).toReversed() };
    expect(changesInOwn(ownText(ready, first), later, first.uscc)).toEqual([
      { pointer: '/members/0/duties', before: first.duties, after: `${first.duties}。` },
    ]);
    expect(changesInOwn(ownText(ready, first), pledged, first.uscc)).toEqual([
      { pointer: '/members/5/duties', before: first.duties, after: `${first.duties}。` },
      { pointer: '/members/5/contributions', before: '第1项技术', after: null },
    ]);
    expect(changesInOwn(ownText(ready, first), ready, first.uscc)).toEqual([]);
    expect(changesInOwn(ownText(ready, first), { ...ready, members: members.slice(1) }, first.uscc)).toEqual([]);
  });
});
