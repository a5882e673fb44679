import { describe, expect, test } from 'vitest';
import { publishedCalendar, type WorkingCalendar } from '../calendar/index.ts';
import { dayOf } from '../kernel/index.ts';
import { qingdao2025 } from '../policies/index.ts';
import { decide } from './decide.ts';
import type { Filing } from './filing.ts';
import { reminderDue } from './reminders.ts';
import { aFilingIn, rolesOf, someFacts } from './testing.ts';

/** Years in which nothing is off but weekends, so that any year can be counted. */
const plain: WorkingCalendar = {
  years: Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [2023 + n, { holidays: [], makeUpDays: [], source: 'test' }]),
  ),
};

function dueOn(day: string): Filing {
  const filing = aFilingIn('correction');
  return { ...filing, clock: filing.clock && { ...filing.clock, dueOn: day } };
}
const isInTime = (day: string, received: string): boolean => {
  const filing = dueOn(day);
  const facts = someFacts(filing, { now: Date.parse(received), calendar: plain });
  return decide(filing, { action: 'resubmit', by: '牵头人' }, rolesOf('lead signatory'), facts).ok;
};

/** The last day, the receipt as some clock writes it, whether it is in time. */
// prettier-ignore
const CASES: readonly (readonly [string, string, string, boolean])[] = [
  ['the last millisecond', '2026-06-15', '2026-06-15T23:59:59.999+08:00', true],
  ['midnight', '2026-06-15', '2026-06-16T00:00:00.000+08:00', false],
  ['one millisecond later', '2026-06-15', '2026-06-16T00:00:00.001+08:00', false],
  ['the same last millisecond in UTC', '2026-06-15', '2026-06-15T15:59:59.999Z', true],
  ['the same midnight in UTC', '2026-06-15', '2026-06-15T16:00:00.000Z', false],
  ['UTC still has the day: too late in China', '2026-06-15', '2026-06-15T23:30:00Z', false],
  ['UTC changes its date at eight in the morning', '2026-06-15', '2026-06-15T00:00:00Z', true],
  ['one millisecond before that', '2026-06-15', '2026-06-14T23:59:59.999Z', true],
  ['eight in the morning of the day after', '2026-06-15', '2026-06-16T00:00:00Z', false],
  ['written in New York, summer time', '2026-06-15', '2026-06-15T11:59:59.999-04:00', true],
  ['midnight in China, written in New York', '2026-06-15', '2026-06-15T12:00:00-04:00', false],
  ['written in New York, winter time', '2026-01-15', '2026-01-15T10:59:59.999-05:00', true],
  ['midnight in China, New York in winter', '2026-01-15', '2026-01-15T11:00:00-05:00', false],
  ['written in Kathmandu, quarter of an hour', '2026-06-15', '2026-06-15T21:44:59.999+05:45', true],
  ['midnight in China, written in Kathmandu', '2026-06-15', '2026-06-15T21:45:00+05:45', false],
  ['written on Kiritimati, a day ahead', '2026-06-15', '2026-06-16T05:59:59.999+14:00', true],
  ['midnight in China, written on Kiritimati', '2026-06-15', '2026-06-16T06:00:00+14:00', false],
  ['written in Samoa, a day behind', '2026-06-15', '2026-06-15T04:59:59.999-11:00', true],
  ['midnight in China, written in Samoa', '2026-06-15', '2026-06-15T05:00:00-11:00', false],
  ['no summer time in China: March', '2026-03-29', '2026-03-29T23:59:59.999+08:00', true],
  ['no summer time in China: October', '2026-10-25', '2026-10-26T00:00:00+08:00', false],
  ['29 February of a leap year', '2028-02-29', '2028-02-29T23:59:59.999+08:00', true],
  ['the day after 29 February', '2028-02-29', '2028-03-01T00:00:00+08:00', false],
  ['29 February in UTC', '2028-02-29', '2028-02-29T16:00:00Z', false],
  ['28 February of a leap year is over', '2028-02-28', '2028-02-29T00:00:00+08:00', false],
  ['28 February of a plain year', '2027-02-28', '2027-02-28T15:59:59.999Z', true],
  ['1 March of a plain year', '2027-02-28', '2027-02-28T16:00:00Z', false],
  ['the last evening of a year', '2026-12-31', '2026-12-31T23:59:59.999+08:00', true],
  ['New Year in China, the old year in UTC', '2026-12-31', '2026-12-31T16:00:00Z', false],
  ['New Year in UTC is eight in the morning', '2027-01-01', '2027-01-01T00:00:00Z', true],
  ['New Year’s Day is over', '2027-01-01', '2027-01-01T16:00:00Z', false],
  ['a month of 31 days', '2026-07-31', '2026-07-31T15:59:59.999Z', true],
  ['its end', '2026-07-31', '2026-07-31T16:00:00Z', false],
  ['a month of 30 days', '2026-06-30', '2026-07-01T00:00:00+08:00', false],
  ['a Sunday as a last day', '2026-06-14', '2026-06-14T23:59:59.999+08:00', true],
  ['and its end', '2026-06-14', '2026-06-15T00:00:00+08:00', false],
  ['a week too early', '2026-06-15', '2026-06-08T09:00:00+08:00', true],
  ['a year too late', '2026-06-15', '2027-06-15T09:00:00+08:00', false],
  ['a second that UTC leapt over', '2026-12-31', '2026-12-31T15:59:59Z', true],
  ['noon of the last day', '2026-06-15', '2026-06-15T12:00:00+08:00', true],
];

describe('a deadline is the same instant wherever and however it is written', () => {
  test.each(CASES)('%s: due on %s, received %s, in time %s', (_, day, received, inTime) => {
    expect(isInTime(day, received)).toBe(inTime);
  });

  test('there are forty of them, and the clock of the browser is in none: only the receipt counts', () => {
    expect(CASES).toHaveLength(40);
    // A browser that is a day ahead or behind sends nothing that a decision reads.
    const received = Date.parse('2026-06-15T12:00:00+08:00');
    for (const wrong of [-86_400_000, 0, 86_400_000]) {
      const filing = dueOn('2026-06-15');
      const facts = someFacts(filing, { now: received });
      const command = { action: 'resubmit', by: '牵头人', sentAt: received + wrong } as const;
      expect(decide(filing, command, rolesOf('lead signatory'), facts).ok).toBe(true);
    }
  });

  test('reminders of the same day follow China too', () => {
    const facts = (now: string) => ({ now: Date.parse(now), calendar: publishedCalendar, policy: qingdao2025 });
    const due = (now: string) => reminderDue(dueOn('2026-06-15'), 0, () => true, facts(now))?.distance;
    expect([due('2026-06-15T00:59:59.999Z'), due('2026-06-15T01:00:00Z')]).toEqual([1, 0]);
    expect(dayOf(Date.parse('2026-06-14T16:00:00Z'))).toBe('2026-06-15');
  });
});
