import { addDays, type Day } from '../kernel/instant.ts';
import { ok, type Result } from '../kernel/result.ts';
import { addWorkingDays, countWorkingDays, type CalendarRefusal, type WorkingCalendar } from './working-calendar.ts';

function atLeastOne(workingDays: number): number {
  if (workingDays < 1) throw new RangeError(`a period of ${workingDays} working days has no last day`);
  return workingDays;
}

/**
 * The last day of a publicity period that counts its first day; a first day that is off hands over to the next
 * working day (practice of published 公示 notices, five working days both ends counted).
 */
export function publicityEnd(
  calendar: WorkingCalendar,
  firstDay: Day,
  workingDays: number,
): Result<Day, CalendarRefusal> {
  return addWorkingDays(calendar, addDays(firstDay, -1), atLeastOne(workingDays));
}

/** The last day of a period "within N working days after": the start day is not counted (Civil Code arts. 201, 203). */
export function deadlineAfter(
  calendar: WorkingCalendar,
  startDay: Day,
  workingDays: number,
): Result<Day, CalendarRefusal> {
  return addWorkingDays(calendar, startDay, atLeastOne(workingDays));
}

/**
 * Working days after today up to and including the last day; 0 on the last day, negative once working days have
 * gone by since. Whether a deadline is missed is decided by `endOfDay`, not by this sign: the weekend after gives 0.
 */
export function workingDaysLeft(calendar: WorkingCalendar, today: Day, lastDay: Day): Result<number, CalendarRefusal> {
  if (today <= lastDay) return countWorkingDays(calendar, addDays(today, 1), lastDay);
  const overdue = countWorkingDays(calendar, addDays(lastDay, 1), today);
  return overdue.ok ? ok(0 - overdue.value) : overdue;
}

export type Elapsed = { readonly total: number; readonly gone: number };

/** The working days of a period, both ends counted, and how many have begun: today counts, so `gone` plus those left is `total`. */
export function elapsedWorkingDays(
  calendar: WorkingCalendar,
  firstDay: Day,
  lastDay: Day,
  today: Day,
): Result<Elapsed, CalendarRefusal> {
  const total = countWorkingDays(calendar, firstDay, lastDay);
  if (!total.ok) return total;
  const gone = countWorkingDays(calendar, firstDay, today < lastDay ? today : lastDay);
  return gone.ok ? ok({ total: total.value, gone: gone.value }) : gone;
}
