import { mergeDrafts } from '@lianchuang/domain/filings';
import { describe, expect, test } from 'vitest';
import { chooseSide } from './choose-side.ts';
import { holdBack, keepOpen } from './set-aside.ts';

const money = (year: string, amountFen: string) => ({ source: 'self_raised', year, amountFen });

describe('A field that cannot be sent', () => {
  test('stays as the server has it, and everything else goes', () => {
    const typed = { goals: '目标', funding: [money('27', '420'), money('2028', '10')] };
    const theirs = { goals: '', funding: [money('2027', '420')] };
    expect(holdBack(typed, theirs, [['funding', '0', 'year']])).toEqual({
      goals: '目标',
      funding: [money('2027', '420'), money('2028', '10')],
    });
  });

  test('in a new row keeps that row back alone', () => {
    const typed = { funding: [money('2027', '420'), money('', '四百')] };
    const theirs = { funding: [money('2027', '420')] };
    expect(
      holdBack(typed, theirs, [
        ['funding', '1', 'year'],
        ['funding', '1', 'amountFen'],
      ]),
    ).toEqual(theirs);
  });

  test('deep inside a member is found by the member', () => {
    const member = (id: string, amountFen: string) => ({ id, duties: id, contributions: [money('', amountFen)] });
    const typed = { members: [member('b', 'x')] };
    const theirs = { members: [member('a', '1'), member('b', '2')] };
    expect(holdBack(typed, theirs, [['members', '0', 'contributions', '0', 'amountFen']])).toEqual({
      members: [member('b', '2')],
    });
  });
});

/** One round of saving: what is in dispute stays with the server, everything else is written. */
function save(base: unknown, mine: unknown, theirs: unknown) {
  const { value, conflicts } = mergeDrafts(base, mine, theirs);
  const now = mergeDrafts(base, mine, theirs, (each) => each.theirs).value;
  return { mine: value, theirs: now, base: keepOpen(now, value, conflicts), conflicts };
}

describe('What is in dispute', () => {
  const base = { summary: '原', topics: [{ title: '密封' }, { title: '轴承寿命' }] };
  const mine = { summary: '我', topics: [{ title: '密封，我改的' }, { title: '轴承寿命' }, { title: '我的新课题' }] };
  const cases = {
    'a field': { summary: '对方', topics: base.topics },
    'a cell of a row': { summary: '原', topics: [{ title: '密封，对方改的' }, { title: '轴承寿命' }] },
    'a row that the other side took out': { summary: '原', topics: [{ title: '轴承寿命' }] },
  };

  test.each(Object.entries(cases))('stays in dispute until somebody chooses: %s', (_, theirs) => {
    const once = save(base, mine, theirs);
    expect(once.conflicts).toHaveLength(1);
    const twice = save(once.base, once.mine, once.theirs);
    expect(twice.conflicts.map(({ pointer, mine: own, theirs: other }) => [pointer, own, other])).toEqual(
      once.conflicts.map(({ pointer, mine: own, theirs: other }) => [pointer, own, other]),
    );
    expect(twice.theirs).toEqual(once.theirs);
  });

  test.each(Object.entries(cases))('is settled by either choice: %s', (_, theirs) => {
    const once = save(base, mine, theirs);
    const [conflict] = once.conflicts;
    if (conflict === undefined) throw new Error('no conflict');
    for (const side of ['mine', 'theirs'] as const) {
      const chosen = chooseSide({ base: once.base, mine: once.mine, theirs: once.theirs }, conflict, side);
      const after = save(chosen.base, chosen.mine, once.theirs);
      expect(after.conflicts).toEqual([]);
      expect(after.theirs).toEqual(
        side === 'mine' ? once.mine : mergeDrafts(base, mine, theirs, (c) => c.theirs).value,
      );
    }
  });

  test('leaves what was typed elsewhere and not saved yet to be saved', () => {
    const once = save({ summary: '原', goals: '' }, { summary: '我', goals: '' }, { summary: '对方', goals: '' });
    const [conflict] = once.conflicts;
    if (conflict === undefined) throw new Error('no conflict');
    const typed = { ...(once.mine as object), goals: '后来写的' };
    for (const side of ['mine', 'theirs'] as const) {
      const chosen = chooseSide({ base: once.base, mine: typed, theirs: once.theirs }, conflict, side);
      expect(save(chosen.base, chosen.mine, once.theirs).theirs).toEqual({
        summary: side === 'mine' ? '我' : '对方',
        goals: '后来写的',
      });
    }
  });

  test('a row that one took out and somebody wrote in is back, and goes when that is chosen again', () => {
    const written = { summary: '原', topics: [{ title: '密封，对方改的' }, { title: '轴承寿命' }] };
    const once = save(base, { ...base, topics: base.topics.slice(1) }, written);
    const [conflict] = once.conflicts;
    if (conflict === undefined) throw new Error('no conflict');
    expect(once.mine).toEqual(written);
    const draft = { base: once.base, mine: once.mine, theirs: once.theirs };
    const kept = chooseSide(draft, conflict, 'theirs');
    expect(save(kept.base, kept.mine, written)).toMatchObject({ theirs: written, conflicts: [] });
    const gone = chooseSide(draft, conflict, 'mine');
    expect(save(gone.base, gone.mine, written)).toMatchObject({
      theirs: { summary: '原', topics: [{ title: '轴承寿命' }] },
      conflicts: [],
    });
  });

  test('does not let a choice overwrite what was written after it was shown', () => {
    const once = save({ summary: '原' }, { summary: '我' }, { summary: '对方' });
    const [conflict] = once.conflicts;
    if (conflict === undefined) throw new Error('no conflict');
    const chosen = chooseSide({ base: once.base, mine: once.mine, theirs: once.theirs }, conflict, 'mine');
    expect(save(chosen.base, chosen.mine, { summary: '对方又改了' }).conflicts).toHaveLength(1);
  });
});
