import { addDays, weekdayOf, type Day } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';

/** One State Council notice: days off (both ends included) and weekend days worked instead. */
export type CalendarYear = {
  readonly holidays: readonly { readonly name: string; readonly from: Day; readonly to: Day }[];
  readonly makeUpDays: readonly Day[];
  readonly source: string;
};

export type WorkingCalendar = { readonly years: Readonly<Record<number, CalendarYear>> };

export type CalendarRefusal = { code: 'calendar.year-not-loaded'; year: number };

/** Whether a day is worked in China; refuses for a year whose notice is not loaded, never guesses. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): Result<boolean, CalendarRefusal> {
  const year = Number(day.slice(0, 4));
  const own = calendar.years[year];
  if (!own) return refuse({ code: 'calendar.year-not-loaded', year });
  // A notice may reach back into December: 2018-12-29 was worked and 2018-12-31 was off by the notice for 2019.
  const next = calendar.years[year + 1];
  const notices = next ? [own, next] : [own];
  if (notices.some((notice) => notice.makeUpDays.includes(day))) return ok(true);
  if (notices.some((notice) => notice.holidays.some(({ from, to }) => from <= day && day <= to))) return ok(false);
  const weekday = weekdayOf(day);
  return ok(weekday !== 0 && weekday !== 6);
}

/** Working days from one day to another, both ends counted; 0 when `to` lies before `from`. */
export function countWorkingDays(calendar: WorkingCalendar, from: Day, to: Day): Result<number, CalendarRefusal> {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const working = isWorkingDay(calendar, day);
    if (!working.ok) return working;
    if (working.value) count += 1;
  }
  return ok(count);
}

/**
 * The Nth working day after a day, before it when negative; 0 gives the day itself or, when it is off, the next
 * working day, which is where a last day that is a holiday moves to (Civil Code art. 203).
 */
export function addWorkingDays(calendar: WorkingCalendar, day: Day, workingDays: number): Result<Day, CalendarRefusal> {
  if (!Number.isSafeInteger(workingDays)) throw new RangeError(`${workingDays} is no number of working days`);
  const step = workingDays < 0 ? -1 : 1;
  let left = Math.abs(workingDays);
  for (let at = left === 0 ? day : addDays(day, step); ; at = addDays(at, step)) {
    const working = isWorkingDay(calendar, at);
    if (!working.ok) return working;
    if (working.value) left -= 1;
    if (working.value && left <= 0) return ok(at);
  }
}
