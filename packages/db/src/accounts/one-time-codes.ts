import type { Instant } from '@lianchuang/domain/kernel';
import { and, eq } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { oneTimeCodes } from './table.ts';

export type OneTimeCode = typeof oneTimeCodes.$inferSelect;
/** How many codes may go to one contact in any stretch of so long, the one that is asked for included. */
export type Sends = readonly { readonly most: number; readonly ms: number }[];

/** Where a code of that purpose went. */
export async function contactOfCode(
  db: Db,
  { id, purpose }: { id: string | undefined; purpose: OneTimeCode['purpose'] },
): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const [row] = await db.orm
    .select({ contact: oneTimeCodes.contact })
    .from(oneTimeCodes)
    .where(and(eq(oneTimeCodes.id, id), eq(oneTimeCodes.purpose, purpose)));
  return row?.contact;
}

/** When the next code may go to a contact that was refused one. */
export async function nextSend(db: Db, contact: string, now: Instant, sends: Sends): Promise<Instant> {
  const times = await Promise.all(
    sends.map(({ most, ms }) =>
      db.d1
        .prepare(
          'SELECT sent_at FROM one_time_codes WHERE contact = ?1 AND sent_at > ?2 ORDER BY sent_at DESC LIMIT 1 OFFSET ?3',
        )
        .bind(contact, now - ms, most - 1)
        .first<number>('sent_at')
        .then((at) => (at === null ? now : at + ms)),
    ),
  );
  return Math.max(...times);
}
