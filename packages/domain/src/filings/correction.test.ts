import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { qingdao2025 } from '../policies/index.ts';
import { changesBetween, writtenIn } from './place-changes.ts';
import { changesFor, decideEdit, isAnswered, isOpen, itemsAsked, openPlaces } from './correction.ts';
import { decide, type FilingCommand } from './decide.ts';
import type { Filing, FilingContent } from './filing.ts';
import { liesIn, placesOf } from './places.ts';
import { aFilingIn, aMember, at, rolesOf, someFacts } from './testing.ts';

/** A submission that the bureau sent back with items that point there; null asks for words only. */
function sentBack(...pointers: (string | null)[]): Filing {
  const items = pointers.map((pointer) => ({ code: 'unclear' as const, pointer, text: '请说明。', mustAnswer: true }));
  return done(aFilingIn('submitted'), { action: 'request_correction', items, by: '经办人' }, 'clerk');
}

function done(filing: Filing, command: FilingCommand, role: 'clerk' | 'lead editor' | 'lead signatory'): Filing {
  const decided = decide(filing, command, rolesOf(role), someFacts(filing));
  if (!decided.ok) throw new Error(decided.refusal.code);
  return decided.value.filing;
}

const resubmit = (filing: Filing) =>
  decide(filing, { action: 'resubmit', by: '牵头人' }, rolesOf('lead signatory'), someFacts(filing));

const write = (filing: Filing, over: Partial<FilingContent>): Filing => ({
  ...filing,
  content: { ...filing.content, ...over },
});
const plan = (filing: Filing, over: Partial<FilingContent['plan']>) =>
  write(filing, { plan: { ...filing.content.plan, ...over } });
const member = (filing: Filing, nth: number, over: object): Filing => ({
  ...filing,
  members: filing.members.map((each, index) => (index === nth ? { ...each, ...over } : each)),
});
const topic = (over: object) => ({ title: '示例课题', objective: '攻克一项关键技术', indicators: '样机一台', ...over });

type Edit = (filing: Filing) => Filing;
const EDITS: Record<string, Edit> = {
  summary: (filing) => write(filing, { summary: '改过的摘要' }),
  goals: (filing) => plan(filing, { goals: '改过的目标' }),
  talent: (filing) => plan(filing, { talent: null }),
  'a topic’s indicators': (filing) => write(filing, { topics: [topic({ indicators: '样机两台' })] }),
  'one topic more': (filing) => write(filing, { topics: [topic({}), topic({ title: '第二个课题' })] }),
  'a mechanism': (filing) =>
    write(filing, {
      mechanisms: filing.content.mechanisms.map((each) => (each.kind === 'funding' ? { ...each, text: '改' } : each)),
    }),
  'the mechanisms’ order': (filing) => write(filing, { mechanisms: filing.content.mechanisms.toReversed() }),
  'a statement': (filing) => write(filing, { declarations: { chief_scientist: '李示例' } }),
  'the first member’s duties': (filing) => member(filing, 0, { duties: '改过的任务' }),
  'the first member’s pledge': (filing) =>
    member(filing, 0, { contributions: [{ kind: 'fund', text: '资金', amountFen: 1 }] }),
  'one member more': (filing) => ({ ...filing, members: [...filing.members, aMember(77)] }),
  'the first member gone': (filing) => ({ ...filing, members: filing.members.slice(1) }),
};

describe('in a correction exactly what it points at may be changed', () => {
  test.each<[string, (string | null)[], string[]]>([
    ['a field', ['/plan/goals'], ['goals']],
    ['a part', ['/plan'], ['goals', 'talent']],
    ['a topic', ['/topics/0'], ['a topic’s indicators']],
    ['a field of a topic', ['/topics/0/indicators'], ['a topic’s indicators']],
    ['all topics', ['/topics'], ['a topic’s indicators', 'one topic more']],
    ['a mechanism', ['/mechanisms/funding'], ['a mechanism']],
    ['a member’s duties', ['/members/0/duties'], ['the first member’s duties']],
    [
      'a member',
      ['/members/fmb_1'],
      ['the first member’s duties', 'the first member’s pledge', 'the first member gone'],
    ],
    [
      'all members',
      ['/members'],
      ['the first member’s duties', 'the first member’s pledge', 'one member more', 'the first member gone'],
    ],
    ['two things', ['/summary', '/plan/talent'], ['summary', 'talent']],
    ['a statement', ['/declarations/chief_scientist'], ['a statement']],
    ['words only', [null], []],
    ['what nobody edits', ['/lead'], []],
    ['the whole filing', [''], Object.keys(EDITS)],
  ])('%s', (_, pointers, open) => {
    const filing = sentBack(...pointers);
    const went = Object.keys(EDITS).filter((name) => decideEdit(filing, EDITS[name]?.(filing) ?? filing).ok);
    // The order of mechanisms says nothing: they are told apart by their kind.
    expect(went.filter((each) => each !== 'the mechanisms’ order')).toEqual(
      Object.keys(EDITS).filter((name) => open.includes(name) && name !== 'the mechanisms’ order'),
    );
  });

  test('a refusal names what was changed and what is open', () => {
    const filing = sentBack('/plan/goals', '/topics/0');
    const both = EDITS['talent']?.(EDITS['goals']?.(filing) ?? filing) ?? filing;
    expect(decideEdit(filing, both)).toEqual({
      ok: false,
      refusal: { code: 'filing.field-not-open', changed: ['/plan/talent'], open: ['/plan/goals', '/topics/0'] },
    });
  });

  test('a draft is open everywhere, what was submitted nowhere', () => {
    expect(openPlaces(aFilingIn('draft'))).toEqual(['']);
    expect(openPlaces(aFilingIn('submitted'))).toEqual([]);
    expect(decideEdit(aFilingIn('submitted'), aFilingIn('submitted'))).toMatchObject({
      refusal: { code: 'filing.not-editable' },
    });
  });

  test('a correction from before places were kept is open everywhere', () => {
    const filing = sentBack('/plan/goals');
    const old: Filing = {
      ...filing,
      correction: filing.correction && {
        requestedAt: filing.correction.requestedAt,
        returnTo: 'submitted',
        officeDaysLeft: 3,
        answeredAt: null,
        items: [{ code: 'unclear', pointer: '/plan/goals', text: '请说明。' }],
      },
    };
    expect(isOpen(old, '/summary')).toBe(true);
    expect(resubmit(old).ok).toBe(true);
  });

  test('any combination of places and edits: what goes through lies in what is open', () => {
    const filing = aFilingIn('submitted');
    const places = fc.subarray(placesOf(filing, qingdao2025), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(places, fc.subarray(Object.values(EDITS)), (pointed, edits) => {
        const open = sentBack(...pointed);
        const edited = edits.reduce((now, edit) => edit(now), open);
        const changes = changesBetween(writtenIn(open), writtenIn(edited));
        const covered = changes.every(({ place }) => pointed.some((each) => liesIn(place, each)));
        expect(decideEdit(open, edited).ok).toBe(covered);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what an officer points at', () => {
  test('an item that points at nothing is refused with everything that could be meant', () => {
    const filing = aFilingIn('submitted');
    const asked = itemsAsked(
      [
        { code: 'missing', pointer: '/plan', text: '一' },
        { code: 'missing', pointer: '/topics/7', text: '二' },
      ],
      filing,
      qingdao2025,
    );
    expect(asked).toMatchObject({
      refusal: { code: 'invalid-input', errors: [{ pointer: '/items/1/pointer', code: 'filing.pointer-unknown' }] },
    });
    const possible = placesOf(filing, qingdao2025);
    expect(asked).toMatchObject({ refusal: { errors: [{ possible }] } });
  });

  test('what was asked for stays as it was written', () => {
    const { correction } = sentBack('/members/0/duties', '', null);
    expect(correction?.items.map(({ pointer, opens }) => [pointer, opens])).toEqual([
      ['/members/0/duties', '/members/fmb_1/duties'],
      ['', ''],
      ['', null],
    ]);
  });
});

describe('an answer to each item', () => {
  const answer = (filing: Filing, item: number, text: string) =>
    done(filing, { action: 'answer_item', item, text, by: '填报人' }, 'lead editor');

  test('an item is answered by words or by a change at its place, and resubmitting asks for every one', () => {
    const filing = sentBack('/topics/0', '/plan/goals', null);
    expect(resubmit(filing)).toMatchObject({ refusal: { code: 'filing.items-unanswered', items: [1, 2, 3] } });
    const changed = EDITS['goals']?.(filing) ?? filing;
    expect(changesFor(changed, { opens: '/plan/goals' })).toEqual([
      { place: '/plan/goals', before: '完成关键核心任务。', after: '改过的目标' },
    ]);
    expect(resubmit(changed)).toMatchObject({ refusal: { code: 'filing.items-unanswered', items: [1, 3] } });
    const answered = answer(answer(filing, 0, '指标见附件。'), 2, '已电话说明。');
    expect(resubmit(answered)).toMatchObject({ refusal: { code: 'filing.items-unanswered', items: [2] } });
    const all = answer(answered, 1, '目标不变，理由如下。');
    expect(all.correction?.items[1]?.reply).toMatchObject({ text: '目标不变，理由如下。' });
    expect(resubmit(all).ok).toBe(true);
  });

  test('words can be taken back', () => {
    const filing = answer(answer(sentBack('/topics/0'), 0, '写错了'), 0, '  ');
    expect(filing.correction?.items[0]?.reply).toBeNull();
    expect(resubmit(filing).ok).toBe(false);
  });

  test('the whole filing is answered by any change', () => {
    const filing = sentBack('');
    expect(resubmit(filing).ok).toBe(false);
    expect(resubmit(EDITS['talent']?.(filing) ?? filing).ok).toBe(true);
  });

  test('who does not ask for an answer gets none; an item without a place always asks for one', () => {
    const ask = (pointer: string | null) => {
      const items = [{ code: 'other' as const, pointer, text: '请核对。' }];
      return done(aFilingIn('submitted'), { action: 'request_correction', items, by: '经办人' }, 'clerk');
    };
    expect(resubmit(ask('/plan/goals')).ok).toBe(true);
    expect(resubmit(ask(null))).toMatchObject({ refusal: { code: 'filing.items-unanswered', items: [1] } });
  });

  test('a change that was put back is none', () => {
    const filing = sentBack('/plan/goals');
    const back = plan(EDITS['goals']?.(filing) ?? filing, { goals: filing.content.plan.goals });
    expect(resubmit(back)).toMatchObject({ refusal: { code: 'filing.items-unanswered' } });
  });

  test('a member taken out answers what was asked about it', () => {
    const filing = sentBack('/members/0/duties', '/members');
    const without = EDITS['the first member gone']?.(filing) ?? filing;
    expect(without.correction?.items.map((each) => isAnswered(without, each))).toEqual([true, true]);
  });

  test('an item that is not there is refused, and so is an answer after the last day', () => {
    const filing = sentBack('/topics/0');
    const command = { action: 'answer_item', item: 4, text: '好', by: '填报人' } as const;
    expect(decide(filing, command, rolesOf('lead editor'), someFacts(filing))).toMatchObject({
      refusal: { code: 'invalid-input', errors: [{ pointer: '/item' }] },
    });
    const late = someFacts(filing, { now: at('2026-06-16 00:00') });
    expect(decide(filing, { ...command, item: 0 }, rolesOf('lead editor'), late)).toMatchObject({
      refusal: { code: 'filing.correction-overdue', dueOn: '2026-06-15' },
    });
  });
});
