import { endOfDay, type Day, type Instant } from '@lianchuang/domain/kernel';
import { sql, type SQL } from 'drizzle-orm';
import type { Db } from './client.ts';
import { filings } from './filings/table.ts';
import { notices } from './notices/table.ts';

/** How long a request may wait between its receipt and its batch, in milliseconds. */
export const LONGEST_WAIT = 120_000;

/** An instant as the database knows it when the batch runs. */
export type Deadline = SQL;

/** What is judged by the time of its receipt: the deadline as it is stored, read in the batch itself. */
export type InTime = {
  /** The clock again, right before the batch is sent. */
  readonly clock: () => Instant;
  readonly deadline?: Deadline;
};

/** How SQLite says that the deadline was not after the receipt. */
export const PASSED = 'deadline-passed';

const DAY_SECONDS = 86_400;
/** 24:00 in China, in seconds behind 24:00 UTC; one constant, held against `endOfDay` by a test. */
const CHINA = DAY_SECONDS - endOfDay('1970-01-01' as Day) / 1000;
const endOf = (day: SQL): SQL => sql`(unixepoch(${day}) + ${DAY_SECONDS - CHINA}) * 1000`;

/** The instant at which a filing's clock runs out; no day, no end. */
export const clockEnds = (filingId: string): Deadline =>
  sql`(SELECT ${endOf(sql`due_on`)} FROM ${filings} WHERE id = ${filingId})`;

/** The instant at which the last day of a notice is over. */
export const noticeEnds = (noticeId: string): Deadline =>
  sql`(SELECT ${endOf(sql`last_day`)} FROM ${notices} WHERE id = ${noticeId})`;

/** An instant that stands in the rules and not in the database. */
export const endsAt = (at: Instant): Deadline => sql`${at}`;

/** Statement that fails, and so undoes the batch it stands in, unless the deadline lies after the receipt: half-open. */
export function comesInTime(db: Db, deadline: Deadline, receivedAt: Instant) {
  // A bad path is the one failure that a plain SELECT can choose and that carries a name.
  return db.orm.run(
    sql`SELECT json_extract('{}', CASE WHEN coalesce(${deadline}, 9e15) > ${receivedAt} THEN '$' ELSE ${PASSED} END)`,
  );
}
