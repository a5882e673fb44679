import type { Db } from '@lianchuang/db/client';
import { commit } from '@lianchuang/db/commit';
import { findFilingForJob } from '@lianchuang/db/filings/read';
import { newId } from '@lianchuang/db/ids';
import { listQuietDrafts, listRunningCorrections, wasReminded } from '@lianchuang/db/reminders/read';
import { insertReminder } from '@lianchuang/db/reminders/write';
import { publishedCalendar } from '@lianchuang/domain/calendar';
import { REMINDER_EVENTS, reminderDue, signatureState } from '@lianchuang/domain/filings';
import type { Instant } from '@lianchuang/domain/kernel';
import { toldBy, type Channel } from '@lianchuang/domain/notifications';
import { policyOf, POLICY_VERSIONS } from '@lianchuang/domain/policies';
import { SYSTEM } from './system.ts';

/** Days after which some policy version brings a draft back to mind. */
const quietDays = (): number[] => [
  ...new Set(POLICY_VERSIONS.flatMap(({ reminders }) => (reminders ? [reminders.signatures, reminders.draft] : []))),
];

/**
 * Reminds of corrections before their last day and of drafts that nobody goes on with. What is due follows from stored dates
 * alone, and each reminder can stand once: the job may run late, twice, at once with itself or not for days.
 */
export async function raiseReminders(db: Db, at: Instant, channels: readonly Channel[] = []): Promise<number> {
  const drafts = await Promise.all(quietDays().map((days) => listQuietDrafts(db, at, days)));
  const ids = new Set([...(await listRunningCorrections(db, at)), ...drafts.flat()]);
  let raised = 0;
  for (const id of ids) if (await raiseOne(db, id, at, channels)) raised += 1;
  return raised;
}

async function raiseOne(db: Db, filingId: string, at: Instant, channels: readonly Channel[]): Promise<boolean> {
  const found = await findFilingForJob(db, filingId);
  if (found === undefined) return false;
  const { filing, updatedAt } = found;
  const facts = { now: at, calendar: publishedCalendar, policy: policyOf(filing.policy) };
  const isSigned = (member: (typeof filing.members)[number]) => signatureState(member, filing) === 'current';
  const reminder = reminderDue(filing, updatedAt, isSigned, facts);
  if (reminder === null || (await wasReminded(db, filingId, reminder))) return false;
  const id = newId('reminder');
  const action = REMINDER_EVENTS[reminder.kind];
  const { jurisdiction } = filing;
  // The reminder is the record here: the case itself does not change, so nobody who writes in it is overtaken.
  const done = await commit(db, {
    subject: { table: 'reminders', id, chainHash: null },
    expectedVersion: 0,
    jurisdiction,
    action,
    actor: SYSTEM,
    at,
    payload: { filing: filingId, ...reminder },
    tells: { subject: filingId, channels, told: toldBy({ action, filing, before: null }) },
    statements: [insertReminder(db, { ...reminder, id, filingId, jurisdiction, at })],
  });
  return done.ok;
}
