import { addWorkingDays, countWorkingDays, type WorkingCalendar } from '../calendar/index.ts';
import { addDays, ok, refuse, type Day, type Instant, type Result } from '../kernel/index.ts';
import type { Clock, Extension, Filing } from './filing.ts';
import type { FilingRefusal } from './refusals.ts';

/** By how many working days, or until which day. */
export type Longer = { readonly workingDays?: number; readonly dueOn?: Day };

/** Working days by which a correction was extended so far. */
export const extendedBy = (extensions: readonly Extension[]): number =>
  extensions.reduce((sum, each) => sum + each.workingDays, 0);

function daysOf(calendar: WorkingCalendar, from: Day, { workingDays, dueOn }: Longer): Result<number, FilingRefusal> {
  if ((workingDays === undefined) === (dueOn === undefined)) {
    return refuse({ code: 'invalid-input', errors: [{ pointer: '/workingDays', code: 'filing.days-or-day' }] });
  }
  if (workingDays !== undefined) return ok(workingDays);
  const counted = countWorkingDays(calendar, addDays(from, 1), dueOn as Day);
  if (!counted.ok) return counted;
  return counted.value > 0
    ? counted
    : refuse({ code: 'invalid-input', errors: [{ pointer: '/dueOn', code: 'filing.day-not-later', from }] });
}

/**
 * A correction with more time: so many working days after the day on which it was due, never more in all than the policy
 * version allows. A day that is off hands over to the working day before it, so that days are counted only once.
 */
export function extended(
  filing: Filing,
  longer: Longer,
  on: { readonly reason: string; readonly at: Instant },
  { calendar, most }: { readonly calendar: WorkingCalendar; readonly most: number },
): Result<Filing, FilingRefusal> {
  const { clock, correction } = filing;
  if (clock === null || correction === null) return ok(filing);
  const from = clock.dueOn;
  if (from === null) return refuse({ code: 'calendar.year-not-loaded', year: clock.missingYear ?? 0 });
  const days = daysOf(calendar, from, longer);
  if (!days.ok) return days;
  const earlier = correction.extensions ?? [];
  const left = most - extendedBy(earlier);
  if (days.value > left) return refuse({ code: 'filing.extension-too-long', most, left: Math.max(left, 0) });
  const to = addWorkingDays(calendar, from, days.value);
  if (!to.ok) return to;
  const longerClock: Clock = { ...clock, workingDays: clock.workingDays + days.value, dueOn: to.value };
  const extension: Extension = { from, to: to.value, workingDays: days.value, ...on };
  return ok({ ...filing, clock: longerClock, correction: { ...correction, extensions: [...earlier, extension] } });
}
