import { addDays, dayOf, startOfDay, type Day, type Instant } from '../kernel/index.ts';

const HALF_PAST_EIGHT = (8 * 60 + 30) * 60_000;

/** The instant at which a day's digest is closed: 08:30 in China. What happens at that instant stands in the next one. */
export const digestClosesAt = (day: Day): Instant => startOfDay(day) + HALF_PAST_EIGHT;

/** The digest that is due: that of today from half past eight on, before that of yesterday. */
export function digestDue(now: Instant): { readonly day: Day; readonly closesAt: Instant } {
  const today = dayOf(now);
  const day = now >= digestClosesAt(today) ? today : addDays(today, -1);
  return { day, closesAt: digestClosesAt(day) };
}
