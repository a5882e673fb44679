import type { Reminder } from '@lianchuang/domain/filings';
import type { Instant } from '@lianchuang/domain/kernel';
import type { Db } from '../client.ts';
import type { Statement } from '../commit.ts';
import { reminders } from './table.ts';

/** Statement that notes a reminder, which can stand only once. */
export function insertReminder(
  db: Db,
  {
    id,
    filingId,
    jurisdiction,
    at,
    ...reminder
  }: Reminder & {
    readonly id: string;
    readonly filingId: string;
    readonly jurisdiction: string;
    readonly at: Instant;
  },
): Statement {
  return db.orm.insert(reminders).values({ id, filingId, jurisdiction, createdAt: at, updatedAt: at, ...reminder });
}
