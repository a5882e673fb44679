import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { idempotency, outbox } from './table.ts';

export type Message = typeof outbox.$inferSelect;

/** Messages that still have to be performed: never given up, but those that failed stand behind those that did not. */
export async function listWaiting(db: Db, limit: number): Promise<Message[]> {
  return db.orm
    .select()
    .from(outbox)
    .where(isNull(outbox.doneAt))
    .orderBy(asc(outbox.attempts), asc(outbox.id))
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
