import { ok, refuse, type Result } from './result.ts';

/** UTC instant in milliseconds since 1970, always passed in: the domain reads no clock. */
export type Instant = number & { readonly __brand?: 'Instant' };
/** Calendar day `YYYY-MM-DD` as seen in China (fixed +08:00, no daylight saving since 1992). */
export type Day = string & { readonly __brand?: 'Day' };

const MS_PER_DAY = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;

/** The calendar day in China at an instant. */
export function dayOf(at: Instant): Day {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which a day begins in China (00:00 +08:00). */
export function startOfDay(day: Day): Instant {
  return Date.parse(`${day}T00:00:00+08:00`);
}

/** The instant at which a day is over (24:00 +08:00): deadlines are half-open, so this instant itself is too late. */
export function endOfDay(day: Day): Instant {
  return startOfDay(day) + MS_PER_DAY;
}

/** Whole days since 1970-01-01; arithmetic on days goes through this number. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY);
}

/** The inverse of `dayNumber`. */
export function dayFromNumber(days: number): Day {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Moves a day by whole calendar days; negative moves back. */
export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** ISO 8601 with China's offset, to the millisecond: `2026-11-22T14:05:00.000+08:00`. */
export function formatInstant(at: Instant): string {
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, -1)}+08:00`;
}

export type DayRefusal = { code: 'day.malformed'; given: string } | { code: 'day.out-of-range'; given: string };

/** Accepts `YYYY-MM-DD` days that exist, from 1949 to 2199; 2026-02-30 is malformed, year 9999 out of range. */
export function parseDay(given: string): Result<Day, DayRefusal> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) return refuse({ code: 'day.malformed', given });
  const at = Date.parse(`${given}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== given) {
    return refuse({ code: 'day.malformed', given });
  }
  const year = Number(given.slice(0, 4));
  return year < 1949 || year > 2199 ? refuse({ code: 'day.out-of-range', given }) : ok(given);
}

/**
 * Last day of a period of whole calendar months that begins on `first` and counts it: the day before the
 * corresponding day; where the last month has no corresponding day, that month's last day (Civil Code art. 202).
 */
export function lastDayAfterMonths(first: Day, months: number): Day {
  const year = Number(first.slice(0, 4));
  const month = Number(first.slice(5, 7)) - 1 + months;
  const date = Number(first.slice(8, 10));
  const daysInMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return date > daysInMonth
    ? new Date(Date.UTC(year, month, daysInMonth)).toISOString().slice(0, 10)
    : addDays(new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10), -1);
}
