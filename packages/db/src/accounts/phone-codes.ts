import type { Instant } from '@lianchuang/domain/kernel';
import { eq } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { phoneCodes, users } from './table.ts';

export type PhoneCode = typeof phoneCodes.$inferSelect;
/** How many codes may go to one number in any stretch of so long, the one that is asked for included. */
export type Sends = readonly { readonly most: number; readonly ms: number }[];

/** Who holds a number; a number belongs to one account at most. */
export async function findByPhone(db: Db, phone: string): Promise<{ id: string; name: string } | undefined> {
  const found = await db.orm.select({ id: users.id, name: users.name }).from(users).where(eq(users.phoneNumber, phone));
  return found[0];
}

/** The number that a code went to. */
export async function phoneOfCode(db: Db, id: string | undefined): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const [row] = await db.orm.select({ phone: phoneCodes.phone }).from(phoneCodes).where(eq(phoneCodes.id, id));
  return row?.phone;
}

/** The number of an account. */
export async function findPhone(db: Db, userId: string): Promise<string | null> {
  const [row] = await db.orm.select({ phone: users.phoneNumber }).from(users).where(eq(users.id, userId));
  return row?.phone ?? null;
}

/** Whether an account has a password; whoever signed up by phone may have none. */
export async function hasPassword(db: Db, userId: string): Promise<boolean> {
  const row = await db.d1
    .prepare('SELECT 1 FROM accounts WHERE user_id = ? AND password IS NOT NULL')
    .bind(userId)
    .first();
  return row !== null;
}

/** When the next code may go to a number that was refused one. */
export async function nextSend(db: Db, phone: string, now: Instant, sends: Sends): Promise<Instant> {
  const times = await Promise.all(
    sends.map(({ most, ms }) =>
      db.d1
        .prepare(
          'SELECT sent_at FROM phone_codes WHERE phone = ?1 AND sent_at > ?2 ORDER BY sent_at DESC LIMIT 1 OFFSET ?3',
        )
        .bind(phone, now - ms, most - 1)
        .first<number>('sent_at')
        .then((at) => (at === null ? now : at + ms)),
    ),
  );
  return Math.max(...times);
}

/** Statement that gives a number to an account, or takes it away with null. */
export function setPhone({ orm }: Db, userId: string, phone: string | null) {
  return orm
    .update(users)
    .set({ phoneNumber: phone, phoneNumberVerified: phone === null ? null : true })
    .where(eq(users.id, userId));
}
