import { describe, expect, test } from 'vitest';
import { changedPart, mergeDrafts } from './index.ts';

const topic = (title: string, objective = '', indicators = '') => ({ title, objective, indicators });
const merged = (base: unknown, mine: unknown, theirs: unknown) => mergeDrafts(base, mine, theirs);

describe('Two people on one draft', () => {
  test('each keeps what only that one changed', () => {
    const base = { consortiumName: '甲', summary: '乙', plan: { goals: '丙' } };
    const mine = { ...base, consortiumName: '我的' };
    const theirs = { ...base, plan: { goals: '对方的' } };
    expect(merged(base, mine, theirs)).toEqual({
      value: { consortiumName: '我的', summary: '乙', plan: { goals: '对方的' } },
      conflicts: [],
    });
  });

  test('the same field changed by both is named with both versions, and one’s own stays in view', () => {
    expect(merged({ summary: '原' }, { summary: '我' }, { summary: '对' })).toEqual({
      value: { summary: '我' },
      conflicts: [{ pointer: '/summary', base: '原', mine: '我', theirs: '对' }],
    });
  });

  test('the same change by both is no conflict, and empty is the same as missing', () => {
    expect(merged({ summary: null }, { summary: '同' }, { summary: '同' }).conflicts).toEqual([]);
    expect(merged({ summary: '' }, {}, { summary: '对' })).toEqual({ value: { summary: '对' }, conflicts: [] });
  });

  test('two new topics both stay, theirs first', () => {
    const base = { topics: [topic('一')] };
    const mine = { topics: [topic('一'), topic('我加的')] };
    const theirs = { topics: [topic('一'), topic('对方加的')] };
    expect(merged(base, mine, theirs).value).toEqual({ topics: [topic('一'), topic('对方加的'), topic('我加的')] });
  });

  test('a topic is still found after another one above it went', () => {
    const base = { topics: [topic('密封'), topic('轴承', '寿命')] };
    const mine = { topics: [topic('轴承', '寿命不少于五年')] };
    const theirs = { topics: [topic('密封'), topic('轴承', '寿命', '第三方检测')] };
    expect(merged(base, mine, theirs)).toEqual({
      value: { topics: [topic('轴承', '寿命不少于五年', '第三方检测')] },
      conflicts: [],
    });
  });

  test('a row that one takes out and the other writes in is kept until somebody chooses', () => {
    const base = { topics: [topic('密封'), topic('轴承')] };
    const theirs = { topics: [topic('密封', '新写的目标'), topic('轴承')] };
    const { value, conflicts } = merged(base, { topics: [topic('轴承')] }, theirs);
    expect(value).toEqual(theirs);
    expect(conflicts).toEqual([
      { pointer: '/topics/0', base: topic('密封'), mine: undefined, theirs: topic('密封', '新写的目标') },
    ]);
    expect(mergeDrafts(base, { topics: [topic('轴承')] }, theirs, (each) => each.mine).value).toEqual({
      topics: [topic('轴承')],
    });
  });

  test('a member’s duties are found by the member, whoever was taken out', () => {
    const member = (id: string, duties: string) => ({ id, duties, contributions: [] });
    const base = { members: [member('a', '一'), member('b', '二')] };
    const mine = { members: [member('a', '一'), member('b', '二，我改的')] };
    const theirs = { members: [member('b', '二'), member('c', '三')] };
    expect(merged(base, mine, theirs).value).toEqual({ members: [member('b', '二，我改的'), member('c', '三')] });
  });

  test('what was sent and not answered, sent once more, adds nothing', () => {
    const base = { topics: [topic('一')] };
    const mine = { topics: [topic('一'), topic('二')] };
    expect(merged(base, mine, mine)).toEqual({ value: mine, conflicts: [] });
  });
});

test('only what was changed has to be sent; the rest is as the other side has it', () => {
  const member = (id: string, duties: string) => ({ id, duties, contributions: [] });
  const base = { members: [member('a', '一'), member('b', '二')], plan: { goals: '丙' } };
  const mine = { members: [member('a', '一'), member('b', '我')], plan: { goals: '丙' } };
  const part = changedPart(base, mine);
  expect(part).toEqual({ base: { members: [member('b', '二')] }, mine: { members: [member('b', '我')] } });
  const theirs = { members: [member('a', '对'), member('b', '二')], plan: { goals: '丁' }, summary: '' };
  expect(mergeDrafts(part.base, part.mine, theirs)).toEqual({
    value: { members: [member('a', '对'), member('b', '我')], plan: { goals: '丁' }, summary: '' },
    conflicts: [],
  });
});
