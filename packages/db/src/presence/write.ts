import { PRESENT_FOR } from '@lianchuang/domain/filings';
import type { Instant } from '@lianchuang/domain/kernel';
import { lt, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { presences } from './table.ts';

export type PresenceRow = typeof presences.$inferInsert;

/** Somebody is writing here now; somebody who was away comes anew. */
export function upsertPresence(
  db: Db,
  { filingId, userId, step, field = null }: Omit<PresenceRow, 'since' | 'seenAt'>,
  at: Instant,
) {
  const since = sql`CASE WHEN ${presences.seenAt} > ${at - PRESENT_FOR} THEN ${presences.since} ELSE ${at} END`;
  return db.orm
    .insert(presences)
    .values({ filingId, userId, step, field, since: at, seenAt: at })
    .onConflictDoUpdate({
      target: [presences.filingId, presences.userId],
      set: { step, field, since, seenAt: at },
    });
}

export const deleteOldPresence = (db: Db, at: Instant) =>
  db.orm.delete(presences).where(lt(presences.seenAt, at - PRESENT_FOR));
