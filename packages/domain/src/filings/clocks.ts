import { deadlineAfter, workingDaysLeft, type WorkingCalendar } from '../calendar/index.ts';
import { dayOf, type Day } from '../kernel/index.ts';
import type { Clock, ClockStep, Filing, FilingStatus } from './filing.ts';
import type { FilingFacts } from './guards.ts';

/** Starts a clock: the start day is not counted; an unloaded year leaves the day open and names the year. */
export function startClock(
  calendar: WorkingCalendar,
  step: ClockStep,
  who: Clock['who'],
  startedOn: Day,
  workingDays: number,
): Clock {
  const due = deadlineAfter(calendar, startedOn, workingDays);
  return {
    step,
    who,
    startedOn,
    workingDays,
    dueOn: due.ok ? due.value : null,
    missingYear: due.ok ? null : due.refusal.year,
  };
}

/** Working days that the office had left when a correction stopped its clock; null when they cannot be counted. */
export function officeDaysLeft(filing: Filing, facts: FilingFacts): number | null {
  const dueOn = filing.clock?.dueOn ?? null;
  if (dueOn === null) return null;
  const left = workingDaysLeft(facts.calendar, dayOf(facts.now), dueOn);
  return left.ok ? left.value : null;
}

/** The clock that begins when a filing enters a state. Correction and publicity set their own. */
export function clockFor(status: FilingStatus, filing: Filing, facts: FilingFacts): Clock | null {
  const { calendar, policy, now } = facts;
  const today = dayOf(now);
  const start = (step: ClockStep, who: Clock['who'], days: number) => startClock(calendar, step, who, today, days);
  switch (status) {
    case 'submitted':
      return policy.recommendation
        ? start('recommendation', 'recommender', policy.clocks.recommendation)
        : start('acceptance', 'office', policy.clocks.acceptance);
    case 'recommended':
      return start('acceptance', 'office', policy.clocks.acceptance);
    case 'accepted':
    case 'in_review':
      return filing.clock?.step === 'review' ? filing.clock : start('review', 'office', policy.clocks.review);
    case 'reviewed':
      return start('decision', 'office', policy.clocks.decision);
    default:
      return null;
  }
}
