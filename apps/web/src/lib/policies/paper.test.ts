import { expect, test } from 'vitest';
import { filledLine, tableRows } from './paper.ts';

test('a blank is filled with what the case knows and stays room to write in otherwise', () => {
  expect(filledLine('由{lead}设立专账', { lead: '示例牵头企业' })).toBe('由示例牵头企业设立专账');
  expect(filledLine('由{lead}设立专账', {})).toMatch(/^由\u3000+设立专账$/);
});

test('a table of members names the lead first and leaves rows to write in', () => {
  const table = { columns: ['成员单位', '金额'], rows: 'members' as const };
  const rows = tableRows(table, { lead: '牵头', members: [{ name: '甲' }, { name: '乙' }] });
  expect(rows.map(([name]) => name)).toEqual(['牵头', '甲', '乙', '', '']);
  expect(rows.every((row) => row.length === 2)).toBe(true);
});

test('contributions come with their kind, words and amount in ten thousand yuan', () => {
  const table = { columns: ['方式', '内容', '金额（万元）', '到位时间'], rows: 'contributions' as const };
  const [first] = tableRows(table, { contributions: [{ kind: 'fund', text: '现金', amountFen: 120_500_000 }] });
  expect(first).toEqual(['资金', '现金', '120.5', '']);
});
