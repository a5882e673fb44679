import { deadlineAfter, publishedCalendar } from '@lianchuang/domain/calendar';

const MOST = 60;

export type LastDay = { day: string } | { missingYear: number };

/** The last day of a correction of 1, 2 … working days that is asked for today; a preview, the API decides. */
export function lastDays(today: string): LastDay[] {
  return Array.from({ length: MOST }, (_, at) => {
    const due = deadlineAfter(publishedCalendar, today, at + 1);
    return due.ok ? { day: due.value } : { missingYear: due.refusal.year };
  });
}
