import type { ClockView } from '@lianchuang/contract/filings';
import { expect, test } from 'vitest';
import { dueGroup, rulerOf, toneOf } from './deadline.ts';

const today = '2026-11-22';
const clock = (changes: Partial<ClockView>): ClockView => ({
  who: 'office',
  step: 'acceptance',
  startedOn: '2026-11-13',
  workingDays: 5,
  dueOn: '2026-11-20',
  dueAt: null,
  workingDaysLeft: 0,
  elapsed: 6,
  missingYear: null,
  ...changes,
});

test.each([
  ['2026-11-20', 'overdue'],
  ['2026-11-22', 'today'],
  ['2026-11-23', 'week'],
  ['2026-11-29', 'week'],
  ['2026-11-30', 'later'],
  [null, 'none'],
] as const)('a deadline on %s is in the group %s', (dueOn, group) => expect(dueGroup({ dueOn }, today)).toBe(group));

test('a deadline that passed on Friday is late on Sunday, although no working day has gone by', () => {
  expect(toneOf(clock({}), today)).toBe('late');
  expect(rulerOf(clock({}))).toEqual({ total: 5, gone: 5 });
});

test('what waits for the applicant is drawn still, even when it is due today', () =>
  expect(toneOf(clock({ who: 'applicant', dueOn: today }), today)).toBe('still'));

test('without a counted deadline there is no ruler', () =>
  expect(rulerOf(clock({ workingDaysLeft: null }))).toBeNull());
