import { administers } from '@lianchuang/domain/accounts';
import type { Instant } from '@lianchuang/domain/kernel';
import type { Viewer } from '@lianchuang/domain/organizations';
import { and, asc, desc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { idempotency, outbox } from './table.ts';

export type Message = typeof outbox.$inferSelect;

const HOUR = 3_600_000;
/** A message that somebody holds is left alone for this long; whoever held it longer has died with it. */
export const HELD_MS = 4 * 60_000;

/** What happens twice without harm: it is never given up, only tried less often. */
export const REPEATABLE: readonly string[] = ['consortium.index'];

/**
 * Messages to perform now: those that failed stand behind those that did not. What was set aside stays there, but for what may be
 * repeated, which comes back once an hour. `mostAttempts` leaves what was tried more often to the sweeper.
 */
export async function listWaiting(
  db: Db,
  at: Instant,
  { limit, mostAttempts, kinds }: { limit: number; mostAttempts?: number | undefined; kinds?: readonly string[] },
): Promise<Message[]> {
  return db.orm
    .select()
    .from(outbox)
    .where(
      and(
        isNull(outbox.doneAt),
        sql`(${outbox.notBefore} IS NULL OR ${outbox.notBefore} <= ${at})`,
        sql`(${outbox.claimedAt} IS NULL OR ${outbox.claimedAt} <= ${at - HELD_MS} OR ${outbox.claimedAt} > ${at})`,
        sql`(${outbox.setAsideAt} IS NULL OR (${outbox.setAsideAt} <= ${at - HOUR} AND ${outbox.kind} IN (SELECT value FROM json_each(${JSON.stringify(REPEATABLE)}))))`,
        mostAttempts === undefined ? undefined : lte(outbox.attempts, mostAttempts),
        kinds === undefined
          ? undefined
          : sql`${outbox.kind} IN (SELECT value FROM json_each(${JSON.stringify(kinds)}))`,
      ),
    )
    .orderBy(asc(outbox.attempts), asc(outbox.id))
    .limit(limit);
}

/** Messages that were set aside in the bureaus of a system administrator, newest first. */
export async function listSetAside(db: Db, viewer: Viewer, limit: number): Promise<Message[]> {
  const codes = JSON.stringify(administers(viewer, ['system_administrator']));
  return db.orm
    .select()
    .from(outbox)
    .where(
      and(
        sql`${outbox.setAsideAt} IS NOT NULL AND ${outbox.doneAt} IS NULL`,
        sql`${outbox.jurisdiction} IN (SELECT value FROM json_each(${codes}))`,
      ),
    )
    .orderBy(desc(outbox.setAsideAt), desc(outbox.id))
    .limit(limit);
}

/** The kept answer to a keyed request. */
export async function findAnswer(
  db: Db,
  caller: string,
  key: string,
): Promise<{ requestHash: string; status: number; body: string } | undefined> {
  const [row] = await db.orm
    .select({ requestHash: idempotency.requestHash, status: idempotency.status, body: idempotency.body })
    .from(idempotency)
    .where(and(eq(idempotency.caller, caller), eq(idempotency.key, key)));
  return row;
}
