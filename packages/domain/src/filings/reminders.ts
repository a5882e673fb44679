import { addWorkingDays, type WorkingCalendar } from '../calendar/index.ts';
import { dayOf, endOfDay, startOfDay, type Day, type Instant } from '../kernel/index.ts';
import type { PolicyVersion } from '../policies/index.ts';
import type { Filing } from './filing.ts';

/** What somebody is reminded of: a correction that is due, signatures that are missing, a draft that nobody goes on with. */
export const REMINDER_KINDS = ['correction', 'signatures', 'draft'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** One reminder: each is given once for a filing, a day that it hangs on, and a distance from it. */
export type Reminder = {
  readonly kind: ReminderKind;
  /** The last day of the correction, or the day since when nothing moves. */
  readonly reference: Day;
  /** Working days before the last day; calendar days since nothing moves. */
  readonly distance: number;
};

const NINE = 9 * 3_600_000;
const DAY = 86_400_000;

/** The instant of a reminder so many working days before a last day: nine o’clock in China; null where a year is not loaded. */
export function remindsAt(calendar: WorkingCalendar, dueOn: Day, distance: number): Instant | null {
  if (distance === 0) return startOfDay(dueOn) + NINE;
  const day = addWorkingDays(calendar, dueOn, -distance);
  return day.ok ? startOfDay(day.value) + NINE : null;
}

type Facts = { readonly now: Instant; readonly calendar: WorkingCalendar; readonly policy: PolicyVersion };

/** The latest distance whose time has come; what was missed before it is not made up for, and nobody is reminded too late. */
function correctionReminder({ clock }: Filing, { now, calendar, policy }: Facts): Reminder | null {
  const dueOn = clock?.dueOn ?? null;
  if (dueOn === null || now >= endOfDay(dueOn)) return null;
  const come = (policy.reminders?.correction ?? []).filter((distance) => {
    const at = remindsAt(calendar, dueOn, distance);
    return at !== null && now >= at;
  });
  return come.length === 0 ? null : { kind: 'correction', reference: dueOn, distance: Math.min(...come) };
}

const unsigned = ({ members }: Filing, isSigned: (member: Filing['members'][number]) => boolean): boolean =>
  members.some((each) => !isSigned(each));

/**
 * The reminder that is due for a filing now, or none. `movedAt` is when it last changed, `isSigned` whether a member’s signature
 * counts.
 */
export function reminderDue(
  filing: Filing,
  movedAt: Instant,
  isSigned: (member: Filing['members'][number]) => boolean,
  facts: Facts,
): Reminder | null {
  const { reminders } = facts.policy;
  if (reminders === undefined) return null;
  if (filing.status === 'correction') return correctionReminder(filing, facts);
  if (filing.status !== 'draft') return null;
  const quiet = (days: number) => facts.now - movedAt >= days * DAY;
  const reference = dayOf(movedAt);
  if (quiet(reminders.draft)) return { kind: 'draft', reference, distance: reminders.draft };
  const waits = filing.members.length > 0 && unsigned(filing, isSigned);
  return waits && quiet(reminders.signatures)
    ? { kind: 'signatures', reference, distance: reminders.signatures }
    : null;
}

/** The event that a reminder is on record as. */
export const REMINDER_EVENTS = {
  correction: 'filing.remind',
  signatures: 'filing.remind_signatures',
  draft: 'filing.remind_draft',
} as const satisfies Record<ReminderKind, string>;
