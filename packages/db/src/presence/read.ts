import { PRESENT_FOR } from '@lianchuang/domain/filings';
import type { Instant } from '@lianchuang/domain/kernel';
import { and, asc, eq, gt, ne } from 'drizzle-orm';
import { users } from '../accounts/table.ts';
import type { Db } from '../client.ts';
import { presences } from './table.ts';

export type Present = {
  readonly name: string;
  readonly step: string;
  readonly field: string | null;
  readonly since: Instant;
};

/** Who else is writing in a filing that the caller has already been allowed to see. */
export async function listPresent(db: Db, filingId: string, userId: string, at: Instant): Promise<Present[]> {
  return db.orm
    .select({ name: users.name, step: presences.step, field: presences.field, since: presences.since })
    .from(presences)
    .innerJoin(users, eq(users.id, presences.userId))
    .where(and(eq(presences.filingId, filingId), ne(presences.userId, userId), gt(presences.seenAt, at - PRESENT_FOR)))
    .orderBy(asc(presences.since))
    .limit(10);
}
