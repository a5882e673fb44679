import { expect, test } from 'vitest';
import { formatDate, shanghaiDay, type DateForm, type Language } from './dates.ts';

test.each([
  ['2026-11-22', 'full', 'zh', '2026年11月22日（周日）'],
  ['2026-11-22', 'day', 'zh', '2026年11月22日'],
  ['2026-11-23', 'short', 'zh', '11月23日 周一'],
  ['2027-01-04', 'short', 'zh', '2027年1月4日 周一'],
  ['2026-11-23T04:03:41Z', 'clock', 'zh', '12:03'],
  ['2026-11-23T12:03:41+08:00', 'moment', 'zh', '2026年11月23日 12:03'],
  ['2026-11-22T16:00:00Z', 'full', 'zh', '2026年11月23日（周一）'],
  ['2026-12-31T15:59:59Z', 'day', 'zh', '2026年12月31日'],
  ['2026-11-22', 'full', 'en', 'Sun 22 Nov 2026'],
  ['2026-11-22', 'short', 'en', 'Sun 22 Nov'],
  ['2027-01-04', 'short', 'en', 'Mon 4 Jan 2027'],
  ['2026-11-23T04:03:41Z', 'moment', 'en', '23 Nov 2026, 12:03'],
] as [string, DateForm, Language, string][])('%s as %s in %s is %s', (at, form, language, text) => {
  expect(formatDate(at, form, language, '2026-11-23')).toBe(text);
});

test('without a present year the short form names the year', () => {
  expect(formatDate('2026-11-23', 'short', 'zh')).toBe('2026年11月23日 周一');
});

test('a date nobody can read is shown as it came', () => {
  expect(formatDate('约 2026 年', 'full', 'zh')).toBe('约 2026 年');
});

test('an instant late on a UTC evening is already tomorrow in Shanghai', () => {
  expect(shanghaiDay('2026-11-22T18:30:00Z')).toBe('2026-11-23');
});
