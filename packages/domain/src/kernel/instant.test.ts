import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayFromNumber,
  dayNumber,
  dayOf,
  endOfDay,
  formatInstant,
  lastDayAfterMonths,
  parseDay,
  startOfDay,
  weekdayOf,
} from './index.ts';

describe('the day in China', () => {
  test.each([
    ['2026-11-21T15:59:59.999Z', '2026-11-21', 'the last millisecond of a day'],
    ['2026-11-21T16:00:00.000Z', '2026-11-22', 'midnight in China, eight hours before UTC’s'],
    ['2026-11-22T00:00:00.000Z', '2026-11-22', 'UTC’s own change of date'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01', 'New Year'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29', 'a leap day'],
    ['2027-02-28T16:00:00.000Z', '2027-03-01', 'no leap day'],
    ['1969-12-31T16:00:00.000Z', '1970-01-01', 'before the epoch'],
  ])('at %s is %s (%s)', (instant, day) => {
    expect(dayOf(Date.parse(instant))).toBe(day);
  });

  test('begins at 00:00 and is over at 24:00 of +08:00', () => {
    expect(startOfDay('2026-11-22')).toBe(Date.parse('2026-11-21T16:00:00Z'));
    expect(endOfDay('2026-11-22')).toBe(Date.parse('2026-11-22T16:00:00Z'));
    expect(endOfDay('2026-12-31')).toBe(startOfDay('2027-01-01'));
  });

  test('an instant is printed with its offset, to the millisecond', () => {
    expect(formatInstant(Date.parse('2026-11-22T06:05:00.007Z'))).toBe('2026-11-22T14:05:00.007+08:00');
    expect(formatInstant(Date.parse('2026-12-31T16:00:00Z'))).toBe('2027-01-01T00:00:00.000+08:00');
  });

  const instants = fc.integer({ min: Date.parse('1949-01-01'), max: Date.parse('2199-12-31') });
  test('every instant lies in exactly its own day, and printing keeps it', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const day = dayOf(at);
        expect(startOfDay(day) <= at && at < endOfDay(day)).toBe(true);
        expect(Date.parse(formatInstant(at))).toBe(at);
        expect(dayFromNumber(dayNumber(day))).toBe(day);
      }),
    );
  });
});

describe('arithmetic on days', () => {
  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2026-06-15', 0, '2026-06-15'],
    ['2024-02-29', 366, '2025-03-01'],
  ])('%s moved by %i days is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });

  test.each([
    ['1970-01-01', 0, 4],
    ['1970-01-02', 1, 5],
    ['1969-12-31', -1, 3],
    ['2026-11-22', 20_779, 0],
    ['2026-11-28', 20_785, 6],
  ])('%s is day number %i and weekday %i', (day, number, weekday) => {
    expect(dayNumber(day)).toBe(number);
    expect(weekdayOf(day)).toBe(weekday);
  });
});

describe('a day as somebody typed it', () => {
  test.each(['1949-01-01', '2024-02-29', '2026-12-31', '2199-12-31'])('%s is a day', (given) => {
    expect(parseDay(given)).toEqual({ ok: true, value: given });
  });

  test.each([
    '',
    '2026-1-1',
    '2026/01/01',
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    ' 2026-01-01',
    '2026-01-01T00:00',
    '２０２６-01-01',
    '+02026-01-01',
  ])('%j is malformed', (given) => {
    expect(parseDay(given)).toEqual({ ok: false, refusal: { code: 'day.malformed', given } });
  });

  test.each(['0000-01-01', '1948-12-31', '2200-01-01', '9999-12-31'])('%s is out of range', (given) => {
    expect(parseDay(given)).toEqual({ ok: false, refusal: { code: 'day.out-of-range', given } });
  });
});

describe('periods of whole months end the day before the corresponding day', () => {
  test.each([
    ['2026-09-18', 36, '2029-09-17', 'three years'],
    ['2026-01-01', 12, '2026-12-31', 'a calendar year'],
    ['2026-01-31', 1, '2026-02-28', 'no 31 February: its last day'],
    ['2028-01-31', 1, '2028-02-29', 'no 31 February in a leap year'],
    ['2026-01-30', 1, '2026-02-28', 'no 30 February'],
    ['2026-01-29', 1, '2026-02-28', 'no 29 February'],
    ['2028-01-29', 1, '2028-02-28', 'there is a 29 February'],
    ['2026-01-28', 1, '2026-02-27', 'there is a 28 February'],
    ['2026-02-28', 1, '2026-03-27', 'from the end of February'],
    ['2026-03-31', 1, '2026-04-30', 'no 31 April'],
    ['2026-03-31', 2, '2026-05-30', 'there is a 31 May'],
    ['2026-08-31', 6, '2027-02-28', 'across New Year into February'],
    ['2024-02-29', 12, '2025-02-28', 'no leap day after one year'],
    ['2024-02-29', 36, '2027-02-28', 'no leap day after three years'],
    ['2024-02-29', 48, '2028-02-28', 'a leap day after four years'],
    ['2025-03-01', 36, '2028-02-29', 'the day before 1 March of a leap year'],
    ['2026-12-31', 36, '2029-12-30', 'there is a 31 December'],
    ['2026-05-01', 1, '2026-05-31', 'one month'],
  ])('from %s, %i months end on %s (%s)', (first, months, last) => {
    expect(lastDayAfterMonths(first, months)).toBe(last);
  });

  const days = fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2060-12-31') }).map(dayFromNumber);
  const months = fc.integer({ min: 1, max: 120 });
  test('a period never ends in another month than the corresponding day or the one before, and later starts never end earlier', () => {
    fc.assert(
      fc.property(days, months, fc.nat(40), (first, count, later) => {
        const last = lastDayAfterMonths(first, count);
        const monthsApart = (to: string) =>
          (Number(to.slice(0, 4)) - Number(first.slice(0, 4))) * 12 +
          Number(to.slice(5, 7)) -
          Number(first.slice(5, 7));
        expect(monthsApart(last)).toBe(first.endsWith('-01') ? count - 1 : count);
        expect(lastDayAfterMonths(addDays(first, later), count) >= last).toBe(true);
        expect(lastDayAfterMonths(first, count + 1) > last).toBe(true);
      }),
    );
  });
});
