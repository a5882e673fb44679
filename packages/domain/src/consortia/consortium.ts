import { dayOf, lastDayAfterMonths, type Day, type Instant } from '../kernel/index.ts';

/** What is stored; `expired` is never stored as the only truth, it follows from the day. */
export const CONSORTIUM_STATUSES = ['in_force', 'expired', 'revoked', 'superseded'] as const;
export type ConsortiumStatus = (typeof CONSORTIUM_STATUSES)[number];

export type Registration = {
  readonly status: ConsortiumStatus;
  readonly validFrom: Day;
  readonly validTo: Day;
};

/** The status at an instant, right even if no job ever ran: in force through the whole of `validTo`, then expired. */
export function statusAt(registration: Registration, at: Instant): ConsortiumStatus {
  if (registration.status === 'revoked' || registration.status === 'superseded') return registration.status;
  return dayOf(at) > registration.validTo ? 'expired' : 'in_force';
}

/** Validity of a registration made on `day` for whole calendar months; both days are counted. */
export function validityFrom(day: Day, months: number): { validFrom: Day; validTo: Day } {
  return { validFrom: day, validTo: lastDayAfterMonths(day, months) };
}

/** Fills a jurisdiction's number pattern: `{year}` with four digits, `{serial}` with at least four. */
export function registrationNumber(pattern: string, year: number, serial: number): string {
  return pattern.replace('{year}', String(year)).replace('{serial}', String(serial).padStart(4, '0'));
}

/** The form in which numbers are compared: NFKC, hexagonal brackets, no spaces. */
export function comparableNumber(given: string): string {
  return given
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/[[(【〔]/g, '〔')
    .replaceAll(/[\])】〕]/g, '〕');
}

export type ConsortiumRefusal =
  { code: 'consortium.wrong-state'; status: ConsortiumStatus } | { code: 'not-allowed'; action: string };
