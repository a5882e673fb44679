import { JURISDICTIONS, addDays, dayOf, type Instant } from '@lianchuang/domain/kernel';
import type { Reminder } from '@lianchuang/domain/filings';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { filings } from '../filings/table.ts';
import { reminders } from './table.ts';

/** How far ahead a correction can be reminded of, in calendar days: more than the most distant reminder of any pack. */
const AHEAD = 45;
/** For how many days a draft’s reminder is made up for when the job did not run. */
const SLACK = 4;
const DAY = 86_400_000;
const PER_RUN = 200;

/** For jobs only: ids of corrections that are still running and due within the distance of a reminder. */
export async function listRunningCorrections(db: Db, at: Instant): Promise<string[]> {
  const today = dayOf(at);
  const rows = await db.orm
    .select({ id: filings.id })
    .from(filings)
    .where(
      and(
        eq(filings.status, 'correction'),
        sql`${filings.dueOn} >= ${today}`,
        sql`${filings.dueOn} <= ${addDays(today, AHEAD)}`,
      ),
    )
    .orderBy(asc(filings.dueOn))
    .limit(PER_RUN);
  return rows.map((each) => each.id);
}

/** For jobs only: ids of drafts that have not been touched for so many days, or a few more. */
export async function listQuietDrafts(db: Db, at: Instant, days: number): Promise<string[]> {
  const until = at - days * DAY;
  const found = await Promise.all(
    JURISDICTIONS.map(({ code }) =>
      db.orm
        .select({ id: filings.id })
        .from(filings)
        .where(
          and(
            eq(filings.jurisdiction, code),
            eq(filings.status, 'draft'),
            sql`${filings.updatedAt} <= ${until}`,
            sql`${filings.updatedAt} > ${until - SLACK * DAY}`,
          ),
        )
        .limit(PER_RUN),
    ),
  );
  return found.flat().map((each) => each.id);
}

/** For jobs only: whether this reminder was given. */
export async function wasReminded(db: Db, filingId: string, { kind, reference, distance }: Reminder): Promise<boolean> {
  const rows = await db.orm
    .select({ id: reminders.id })
    .from(reminders)
    .where(
      and(
        eq(reminders.filingId, filingId),
        eq(reminders.kind, kind),
        eq(reminders.reference, reference),
        eq(reminders.distance, distance),
      ),
    );
  return rows.length > 0;
}
