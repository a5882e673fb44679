import type { ClockView } from '@lianchuang/contract/filings';
import { addDays } from '@lianchuang/domain/kernel';
import type { Due } from './words.ts';

/** In which group of the inbox a deadline falls; the week is the next seven days, as the API counts it. */
export function dueGroup(clock: Pick<ClockView, 'dueOn'> | null, today: string): Due {
  const dueOn = clock?.dueOn ?? null;
  if (dueOn === null) return 'none';
  if (dueOn < today) return 'overdue';
  if (dueOn === today) return 'today';
  return dueOn <= addDays(today, 7) ? 'week' : 'later';
}

export type Tone = 'plain' | 'urgent' | 'late' | 'still';

/** How a deadline is drawn: urgent on its last day, late after it, still while somebody else has the turn. */
export function toneOf(clock: ClockView, today: string): Tone {
  if (clock.who === 'applicant') return 'still';
  const group = dueGroup(clock, today);
  if (group === 'overdue') return 'late';
  return group === 'today' ? 'urgent' : 'plain';
}

/** The ruler of a period: what is left decides, so that it agrees with the number beside it. */
export function rulerOf({ workingDays, workingDaysLeft }: ClockView): { total: number; gone: number } | null {
  if (workingDaysLeft === null) return null;
  return { total: workingDays, gone: Math.max(0, workingDays - workingDaysLeft) };
}
