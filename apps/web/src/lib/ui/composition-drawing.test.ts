import { expect, test } from 'vitest';
import type { CompositionWords, Drawing } from './composition-boxes.ts';
import { drawWide } from './composition-drawing.ts';
import { shortName, widthOf, wrapName, type CompositionNames } from './composition-names.ts';
import { drawTall } from './composition-tall.ts';

const words: CompositionWords = {
  lead: '牵头单位',
  leads: '统筹管理',
  leadAndLeads: '牵头单位，统筹管理',
  sides: {
    upstream: (n) => `上游企业 ${n}`,
    midstream: (n) => `中游企业 ${n}`,
    downstream: (n) => `下游企业 ${n}`,
    academic: (n) => `高校院所 ${n}`,
    other: (n) => `其他成员 ${n}`,
  },
  many: (n) => [`${n} 家`, '名单见下表'],
};
const only = (names: Partial<CompositionNames>): CompositionNames => ({
  lead: '示例海工装备集团股份有限公司',
  upstream: [],
  midstream: [],
  downstream: [],
  academic: [],
  other: [],
  ...names,
});
const some = (count: number) => Array.from({ length: count }, (_, i) => `示例材料${i + 1}号有限公司`);
const texts = (d: Drawing) => d.boxes.map((b) => b.lines.map((l) => l.text).join('|'));

test.each([
  ['示例海工装备集团股份有限公司', '示例海工装备集团'],
  ['示例智能网联新能源汽车动力系统（莱西）有限责任公司', '示例智能网联新能源汽车动力系统'],
  ['示例海洋大学', '示例海洋大学'],
  ['Example Bearings Co., Ltd.', 'Example Bearings'],
  ['有限公司', '有限公司'],
])('%s is drawn as %s', (name, short) => expect(shortName(name)).toBe(short));

test('a long name takes two lines of about the same length', () => {
  expect(wrapName('示例智能网联新能源汽车动力系统（莱西）有限责任公司', 12)).toEqual([
    '示例智能网联新能',
    '源汽车动力系统',
  ]);
});

test('a name too long for two lines ends in an ellipsis and never leaves its box', () => {
  const lines = wrapName('示例面向高盐雾海洋环境的智能网联新能源汽车动力电池安全监测与梯次利用研究中心', 10);
  expect(lines).toHaveLength(2);
  expect(lines[1]?.endsWith('…')).toBe(true);
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(10);
});

test('Latin words are not cut in two', () => {
  expect(wrapName('Example Intelligent Manufacturing', 12)).toEqual(['Example Intelligent', 'Manufacturing']);
});

test('every member is drawn with its caption, the institutes below the chain', () => {
  const names = only({
    upstream: some(2),
    downstream: some(2),
    academic: ['示例海洋大学', '示例理工大学', '示例海洋工程研究院'],
  });
  for (const drawing of [drawWide(names, words), drawTall(names, words)]) {
    expect(drawing.boxes).toHaveLength(8);
    expect(drawing.boxes.filter((b) => b.kind === 'academic')).toHaveLength(3);
    expect(drawing.captions.map((c) => c.text)).toEqual(
      expect.arrayContaining(['上游企业 2', '下游企业 2', '高校院所 3']),
    );
    const chain = Math.max(...drawing.boxes.filter((b) => b.kind !== 'academic').map((b) => b.y + b.height));
    for (const b of drawing.boxes.filter((b) => b.kind === 'academic')) expect(b.y).toBeGreaterThan(chain);
  }
});

test('more than six on one side are counted, six are named', () => {
  expect(drawWide(only({ upstream: some(6) }), words).boxes).toHaveLength(7);
  expect(texts(drawWide(only({ upstream: some(7) }), words))).toContain('7 家|名单见下表');
  expect(texts(drawTall(only({ academic: some(9) }), words))).toContain('9 家|名单见下表');
});

test.each([0, 1, 2, 3, 5, 6, 7])('with %i on every side no boxes overlap and none leaves the drawing', (count) => {
  const names = only({
    upstream: some(count),
    midstream: some(count),
    downstream: some(Math.max(0, count - 1)),
    academic: some(count),
    other: some(count),
  });
  for (const drawing of [drawWide(names, words), drawTall(names, words)]) {
    for (const [i, a] of drawing.boxes.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.y).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThanOrEqual(drawing.width);
      expect(a.y + a.height).toBeLessThanOrEqual(drawing.height);
      for (const b of drawing.boxes.slice(i + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart, `${a.lines[0]?.text} and ${b.lines[0]?.text}`).toBe(true);
      }
    }
  }
});
