import { expect, test } from 'vitest';
import { endOfDay, startOfDay } from '../kernel/index.ts';
import { takesObjections } from './index.ts';

const notice = { firstDay: '2026-06-01', lastDay: '2026-06-05', closedAt: null };
const begins = startOfDay(notice.firstDay);
const over = endOfDay(notice.lastDay);
const notYet = { ok: false, refusal: { code: 'notice.not-open-yet', firstDay: '2026-06-01' } };
const open = { ok: true, value: true };
const closed = { ok: false, refusal: { code: 'notice.closed', lastDay: '2026-06-05' } };

test.each([
  ['one millisecond before the first day begins, is not taken yet', begins - 1, notYet],
  ['at the instant the first day begins, is taken', begins, open],
  ['one millisecond later, is taken', begins + 1, open],
  ['one millisecond before the last day is over, is taken', over - 1, open],
  ['at the instant the last day is over, comes too late', over, closed],
  ['one millisecond later, comes too late', over + 1, closed],
])('an objection raised %s', (_, at, expected) => {
  expect(takesObjections(notice, at)).toEqual(expected);
});

test('an objection to a publicity that was closed early comes too late', () => {
  expect(takesObjections({ ...notice, closedAt: begins + 5 }, begins + 6)).toEqual(closed);
});
