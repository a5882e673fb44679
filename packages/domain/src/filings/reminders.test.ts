import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../calendar/index.ts';
import { qingdao2025 } from '../policies/index.ts';
import { reminderDue, remindsAt } from './reminders.ts';
import { aFilingIn, at } from './testing.ts';

const facts = (now: string) => ({ now: at(now), calendar: publishedCalendar, policy: qingdao2025 });
/** Due on Monday 2026-06-15. */
const correction = aFilingIn('correction');
const due = (now: string, filing = correction) => reminderDue(filing, at('2026-06-01 10:00'), () => true, facts(now));

describe('a correction is reminded of 5, 2 and 1 working days before its last day and on that day, at nine', () => {
  test.each<[string, number | null]>([
    ['2026-06-08 08:59:59.999', null],
    ['2026-06-08 09:00', 5],
    ['2026-06-11 08:59', 5],
    ['2026-06-11 09:00', 2],
    ['2026-06-12 09:00', 1],
    ['2026-06-14 12:00', 1],
    ['2026-06-15 08:59:59.999', 1],
    ['2026-06-15 09:00', 0],
    ['2026-06-15 23:59:59.999', 0],
    ['2026-06-16 00:00', null],
    ['2026-07-01 09:00', null],
  ])('%s: %s', (now, distance) => {
    expect(due(now)).toEqual(distance === null ? null : { kind: 'correction', reference: '2026-06-15', distance });
  });

  test('days off are no distance: five working days before 2026-02-25 lie before the Spring Festival', () => {
    expect(remindsAt(publishedCalendar, '2026-02-25', 1)).toBe(at('2026-02-24 09:00'));
    const five = remindsAt(publishedCalendar, '2026-02-25', 5);
    expect(five).toBeLessThan(at('2026-02-15 00:00'));
  });

  test('an extension counts from the new last day', () => {
    const longer = { ...correction, clock: correction.clock && { ...correction.clock, dueOn: '2026-06-23' } };
    expect(due('2026-06-15 09:00', longer)).toEqual({ kind: 'correction', reference: '2026-06-23', distance: 5 });
  });

  test('where the last day could not be counted nobody guesses', () => {
    const unknown = { ...correction, clock: correction.clock && { ...correction.clock, dueOn: null } };
    expect(due('2026-06-15 09:00', unknown)).toBeNull();
  });
});

describe('a draft that nobody goes on with', () => {
  const draft = aFilingIn('draft');
  const quiet = (now: string, signed: boolean) =>
    reminderDue(draft, at('2026-06-01 10:00'), () => signed, facts(now))?.kind ?? null;

  test.each<[string, boolean, string | null]>([
    ['2026-06-04 09:59:59.999', false, null],
    ['2026-06-04 10:00', false, 'signatures'],
    ['2026-06-04 10:00', true, null],
    ['2026-06-15 09:59:59.999', true, null],
    ['2026-06-15 10:00', true, 'draft'],
    ['2026-06-15 10:00', false, 'draft'],
  ])('%s, all signed %s: %s', (now, signed, kind) => {
    expect(quiet(now, signed)).toBe(kind);
  });

  test('what was submitted reminds nobody, nor does a policy version without reminders', () => {
    for (const status of ['submitted', 'accepted', 'registered', 'lapsed'] as const)
      expect(reminderDue(aFilingIn(status), 0, () => false, facts('2026-06-15 10:00'))).toBeNull();
    const { reminders: _, ...silent } = qingdao2025;
    expect(reminderDue(draft, 0, () => false, { ...facts('2026-06-15 10:00'), policy: silent })).toBeNull();
  });
});
