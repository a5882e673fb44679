import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayFromNumber, dayNumber, type Day } from '../kernel/instant.ts';
import {
  addWorkingDays,
  countWorkingDays,
  deadlineAfter,
  elapsedWorkingDays,
  isWorkingDay,
  publicityEnd,
  publishedCalendar as calendar,
  workingDaysLeft,
  type WorkingCalendar,
} from './index.ts';

const ok = (value: unknown) => ({ ok: true, value });
const notLoaded = (year: number) => ({ ok: false, refusal: { code: 'calendar.year-not-loaded', year } });

describe('the notice for 2026', () => {
  test('has 248 working days', () => {
    expect(countWorkingDays(calendar, '2026-01-01', '2026-12-31')).toEqual(ok(248));
  });

  test.each([
    [1, 21],
    [2, 16],
    [3, 22],
    [4, 21],
    [5, 19],
    [6, 21],
    [7, 23],
    [8, 21],
    [9, 22],
    [10, 18],
    [11, 21],
    [12, 23],
  ])('month %i has %i working days', (month, days) => {
    const first = `2026-${String(month).padStart(2, '0')}-01`;
    const next = month === 12 ? '2027-01-01' : `2026-${String(month + 1).padStart(2, '0')}-01`;
    expect(countWorkingDays(calendar, first, addDays(next, -1))).toEqual(ok(days));
  });

  test.each([
    ['2026-01-01', false, 'New Year'],
    ['2026-01-04', true, 'a Sunday worked after New Year'],
    ['2026-02-14', true, 'the Saturday worked before Spring Festival'],
    ['2026-02-15', false, 'the first day of Spring Festival'],
    ['2026-02-23', false, 'the Monday that ends Spring Festival'],
    ['2026-02-24', true, 'the Tuesday after Spring Festival'],
    ['2026-02-28', true, 'the Saturday worked after Spring Festival'],
    ['2026-04-06', false, 'the Monday of Qingming'],
    ['2026-05-09', true, 'the Saturday worked after Labour Day'],
    ['2026-09-20', true, 'the Sunday worked before National Day'],
    ['2026-10-10', true, 'the Saturday worked after National Day'],
    ['2026-11-21', false, 'a plain Saturday'],
    ['2026-11-22', false, 'a plain Sunday'],
    ['2026-11-23', true, 'a plain Monday'],
  ])('%s is worked: %s (%s)', (day, working) => {
    expect(isWorkingDay(calendar, day)).toEqual(ok(working));
  });

  test.each(['2025-12-31', '2027-01-01', '2027-01-02'])('nothing is guessed about %s', (day) => {
    expect(isWorkingDay(calendar, day)).toEqual(notLoaded(Number(day.slice(0, 4))));
  });
});

test('a notice reaches back into the December before it', () => {
  const plain = { holidays: [], makeUpDays: [], source: 'none' };
  const notice2019 = {
    holidays: [{ name: '元旦', from: '2018-12-30', to: '2019-01-01' }],
    makeUpDays: ['2018-12-29'],
    source: 'State Council notice for 2019: 2018-12-30 to 2019-01-01 off, Saturday 2018-12-29 worked',
  };
  const before: WorkingCalendar = { years: { 2018: plain } };
  const after: WorkingCalendar = { years: { 2018: plain, 2019: notice2019 } };
  const worked = (known: WorkingCalendar) =>
    ['2018-12-28', '2018-12-29', '2018-12-31'].map((day) => isWorkingDay(known, day));
  expect(worked(before)).toEqual([ok(true), ok(false), ok(true)]);
  expect(worked(after)).toEqual([ok(true), ok(true), ok(false)]);
});

describe('published publicity periods of five working days', () => {
  const year = (
    holidays: [from: Day, to: Day][],
    makeUpDays: Day[],
    source: string,
  ): WorkingCalendar['years'][number] => ({
    holidays: holidays.map(([from, to]) => ({ name: '节假日', from, to })),
    makeUpDays,
    source,
  });
  const rongcheng = 'http://www.rongcheng.gov.cn/art/2023/4/26/art_61226_3601946.html';
  const past: WorkingCalendar = {
    years: {
      2022: year([], [], 'http://www.nbepsp.net/info/11507.html'),
      2023: year([['2023-05-01', '2023-05-03']], ['2023-05-06'], rongcheng),
      2024: year([], [], 'https://kjc.cqu.edu.cn/info/1096/21674.htm'),
    },
  };

  describe.each([
    ['荣成 2023, across 1 May with a Saturday worked', '2023-04-27', '2023-05-06', '2023-04-26'],
    ['火炬中心 2023', '2023-02-09', '2023-02-15', '2023-02-08'],
    ['重庆 2024', '2024-06-28', '2024-07-04', '2024-06-27'],
    ['宁波 2022', '2022-05-16', '2022-05-20', '2022-05-15'],
  ])('%s', (_, first, last, dayBefore) => {
    test('ends on the published day when the first day is counted', () => {
      expect(publicityEnd(past, first, 5)).toEqual(ok(last));
    });

    test('has five working days with both ends counted', () => {
      expect(countWorkingDays(past, first, last)).toEqual(ok(5));
    });

    test('ends on the same day as a period of five working days after the day before, which is not counted', () => {
      expect(deadlineAfter(past, dayBefore, 5)).toEqual(ok(last));
    });

    test('ends one working day earlier than a period that starts the same day without counting it', () => {
      expect(deadlineAfter(past, first, 5)).toEqual(addWorkingDays(past, last, 1));
    });
  });
});

describe('both ways of counting in 2026', () => {
  test.each([
    ['2026-01-01', 1, '2026-01-04', '2026-01-04'],
    ['2026-02-12', 5, '2026-02-25', '2026-02-26'],
    ['2026-02-14', 1, '2026-02-14', '2026-02-24'],
    ['2026-02-15', 1, '2026-02-24', '2026-02-24'],
    ['2026-02-28', 5, '2026-03-05', '2026-03-06'],
    ['2026-04-30', 5, '2026-05-09', '2026-05-11'],
    ['2026-05-08', 5, '2026-05-13', '2026-05-14'],
    ['2026-06-18', 3, '2026-06-23', '2026-06-24'],
    ['2026-09-18', 5, '2026-09-23', '2026-09-24'],
    ['2026-09-24', 5, '2026-10-08', '2026-10-09'],
    ['2026-09-30', 5, '2026-10-12', '2026-10-13'],
    ['2026-10-08', 5, '2026-10-13', '2026-10-14'],
    ['2026-11-21', 5, '2026-11-27', '2026-11-27'],
    ['2026-11-23', 5, '2026-11-27', '2026-11-30'],
  ])('from %s, %i working days end on %s when counted in and on %s when not', (start, days, counted, uncounted) => {
    expect(publicityEnd(calendar, start, days)).toEqual(ok(counted));
    expect(deadlineAfter(calendar, start, days)).toEqual(ok(uncounted));
  });

  test.each([
    ['2026-12-25', 5, ok('2026-12-31'), notLoaded(2027)],
    ['2026-12-24', 5, ok('2026-12-30'), ok('2026-12-31')],
    ['2026-12-28', 5, notLoaded(2027), notLoaded(2027)],
    ['2026-12-31', 1, ok('2026-12-31'), notLoaded(2027)],
    ['2025-12-31', 1, notLoaded(2025), ok('2026-01-04')],
  ])('from %s, %i working days that touch an unknown year are not computed', (start, days, counted, uncounted) => {
    expect(publicityEnd(calendar, start, days)).toEqual(counted);
    expect(deadlineAfter(calendar, start, days)).toEqual(uncounted);
  });

  test('counting across New Year names the year that is missing', () => {
    expect(countWorkingDays(calendar, '2026-12-30', '2027-01-05')).toEqual(notLoaded(2027));
    expect(workingDaysLeft(calendar, '2026-12-30', '2027-01-05')).toEqual(notLoaded(2027));
    expect(workingDaysLeft(calendar, '2027-01-05', '2026-12-30')).toEqual(notLoaded(2027));
    expect(elapsedWorkingDays(calendar, '2026-12-30', '2027-01-05', '2026-12-30')).toEqual(notLoaded(2027));
  });

  test.each([0, -1, 1.5, Number.NaN])('a period of %s working days is a mistake in the program', (days) => {
    expect(() => publicityEnd(calendar, '2026-03-02', days)).toThrow(RangeError);
    expect(() => deadlineAfter(calendar, '2026-03-02', days)).toThrow(RangeError);
  });

  test.each([
    ['2026-03-02', '2026-03-02', 1],
    ['2026-02-15', '2026-02-23', 0],
    ['2026-02-10', '2026-02-28', 10],
    ['2026-09-18', '2026-10-12', 13],
    ['2026-03-03', '2026-03-02', 0],
  ])('from %s to %s there are %i working days', (from, to, days) => {
    expect(countWorkingDays(calendar, from, to)).toEqual(ok(days));
  });
});

describe('moving by working days', () => {
  test.each([
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-24', -1, '2026-02-14'],
    ['2026-02-20', -1, '2026-02-14'],
    ['2026-10-03', 0, '2026-10-08'],
    ['2026-10-08', 0, '2026-10-08'],
    ['2026-10-10', 0, '2026-10-10'],
    ['2026-11-21', 0, '2026-11-23'],
  ])('%s moved by %i is %s', (day, days, expected) => {
    expect(addWorkingDays(calendar, day, days)).toEqual(ok(expected));
  });

  test('moving back into an unknown year is refused', () => {
    expect(addWorkingDays(calendar, '2026-01-04', -1)).toEqual(notLoaded(2025));
  });
});

describe('what is left and what is gone', () => {
  test.each([
    ['2026-11-23', '2026-11-27', 4],
    ['2026-11-26', '2026-11-27', 1],
    ['2026-11-27', '2026-11-27', 0],
    ['2026-11-28', '2026-11-27', 0],
    ['2026-11-30', '2026-11-27', -1],
    ['2026-12-04', '2026-11-27', -5],
    ['2026-02-13', '2026-02-24', 2],
    ['2026-02-24', '2026-02-13', -2],
    ['2026-09-30', '2026-10-10', 3],
  ])('on %s a period that ends on %s has %i working days left', (today, last, left) => {
    expect(workingDaysLeft(calendar, today, last)).toEqual(ok(left));
  });

  test.each([
    ['2026-11-20', 0],
    ['2026-11-23', 1],
    ['2026-11-25', 3],
    ['2026-11-27', 5],
    ['2026-11-29', 5],
    ['2027-03-01', 5],
  ])('on %s, %i of the five working days are gone', (today, gone) => {
    expect(elapsedWorkingDays(calendar, '2026-11-23', '2026-11-27', today)).toEqual(ok({ total: 5, gone }));
  });
});

describe('for every day of 2026', () => {
  const first = dayNumber('2026-01-01');
  const inYear = (last: Day) => fc.integer({ min: first, max: dayNumber(last) }).map(dayFromNumber);
  const value = <T>(result: { ok: true; value: T } | { ok: false }): T => {
    if (!result.ok) throw new Error('refused');
    return result.value;
  };

  test('a publicity period of N working days holds N working days and ends on one', () => {
    fc.assert(
      fc.property(inYear('2026-10-31'), fc.integer({ min: 1, max: 30 }), (start, days) => {
        const last = value(publicityEnd(calendar, start, days));
        expect(countWorkingDays(calendar, start, last)).toEqual(ok(days));
        expect(isWorkingDay(calendar, last)).toEqual(ok(true));
      }),
    );
  });

  test('a deadline N working days after a day leaves N working days on that day', () => {
    fc.assert(
      fc.property(inYear('2026-10-31'), fc.integer({ min: 1, max: 30 }), (start, days) => {
        const last = value(deadlineAfter(calendar, start, days));
        expect(workingDaysLeft(calendar, start, last)).toEqual(ok(days));
        expect(isWorkingDay(calendar, last)).toEqual(ok(true));
      }),
    );
  });

  test('a later start or a longer period never ends earlier', () => {
    fc.assert(
      fc.property(inYear('2026-09-30'), fc.nat(20), fc.integer({ min: 1, max: 20 }), (start, later, days) => {
        const end = value(deadlineAfter(calendar, start, days));
        expect(value(deadlineAfter(calendar, addDays(start, later), days)) >= end).toBe(true);
        expect(value(deadlineAfter(calendar, start, days + 1)) > end).toBe(true);
      }),
    );
  });

  test('moving forward and back again returns to a working day', () => {
    fc.assert(
      fc.property(inYear('2026-10-31'), fc.integer({ min: 1, max: 30 }), (start, days) => {
        const from = value(addWorkingDays(calendar, start, 0));
        expect(addWorkingDays(calendar, value(addWorkingDays(calendar, from, days)), -days)).toEqual(ok(from));
      }),
    );
  });

  test('what is gone and what is left is the whole period', () => {
    const three = fc.tuple(inYear('2026-12-31'), inYear('2026-12-31'), inYear('2026-12-31'));
    fc.assert(
      fc.property(three, (days) => {
        const [from = '', today = '', to = ''] = days.toSorted();
        const { total, gone } = value(elapsedWorkingDays(calendar, from, to, today));
        expect(gone + value(workingDaysLeft(calendar, today, to))).toBe(total);
      }),
    );
  });
});
