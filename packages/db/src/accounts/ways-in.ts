import type { Instant } from '@lianchuang/domain/kernel';
import type { WayIn } from '@lianchuang/domain/organizations';
import { and, eq, ne, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import type { Statement } from '../commit.ts';
import { newId } from '../ids.ts';
import { signIns } from '../sign-ins/table.ts';
import { accounts, passkeys, secondFactors, sessions, users, verifications } from './table.ts';

type Holder = { readonly id: string; readonly name: string; readonly isConfirmed: boolean };
const holder = { id: users.id, name: users.name, isConfirmed: users.emailVerified };

/** Who holds a number; a number belongs to one account at most. */
export async function findByPhone(db: Db, phone: string): Promise<Holder | undefined> {
  return (await db.orm.select(holder).from(users).where(eq(users.phoneNumber, phone)))[0];
}

/** Whose account has an address; addresses are kept in lower case. */
export async function findByMail(db: Db, email: string): Promise<Holder | undefined> {
  return (await db.orm.select(holder).from(users).where(eq(users.email, email)))[0];
}

/** The number of an account. */
export async function findPhone(db: Db, userId: string): Promise<string | null> {
  const [row] = await db.orm.select({ phone: users.phoneNumber }).from(users).where(eq(users.id, userId));
  return row?.phone ?? null;
}

/** Whether an account has a password; whoever signed up by a code may have none. */
export async function hasPassword(db: Db, userId: string): Promise<boolean> {
  const row = await db.d1
    .prepare('SELECT 1 FROM accounts WHERE user_id = ? AND password IS NOT NULL')
    .bind(userId)
    .first();
  return row !== null;
}

/** How a session began that began at that instant; undefined where the log knows of none, or of several ways. */
export async function findWayIn(db: Db, userId: string, startedAt: Instant | null): Promise<WayIn | undefined> {
  if (startedAt === null) return undefined;
  const ways = await db.orm
    .selectDistinct({ how: signIns.how })
    .from(signIns)
    .where(and(eq(signIns.userId, userId), eq(signIns.at, startedAt)));
  return ways.length === 1 ? ways[0]?.how : undefined;
}

/** Statement that gives a number to an account, or takes it away with null. */
export function setPhone({ orm }: Db, userId: string, phone: string | null): Statement {
  return orm
    .update(users)
    .set({ phoneNumber: phone, phoneNumberVerified: phone === null ? null : true })
    .where(eq(users.id, userId));
}

/** Statements that set a password, the first one too, and end every session but the one that is named. */
export function setPassword({ orm }: Db, userId: string, hash: string, session: string, at: Instant): Statement[] {
  return [
    orm
      .update(accounts)
      .set({ password: hash, updatedAt: new Date(at) })
      .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential'))),
    orm.run(
      sql`INSERT INTO ${accounts} (id, account_id, provider_id, user_id, password, created_at, updated_at)
          SELECT ${newId('user')}, ${userId}, 'credential', ${userId}, ${hash}, ${at}, ${at}
          WHERE NOT EXISTS (SELECT 1 FROM ${accounts} WHERE user_id = ${userId} AND provider_id = 'credential')`,
    ),
    orm.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, session))),
    // A sign-in that knew the password before and waits for its second step is none any more.
    orm.delete(verifications).where(eq(verifications.value, userId)),
  ];
}

/**
 * Statements that confirm an address. Unless whoever confirms is the one who set the password, every way in that was there before is
 * gone with it: whoever signed up with the address of somebody else must be left with none. Of two confirmations at once the first counts.
 */
export function confirmAddress({ orm }: Db, userId: string, { keepsWaysIn }: { keepsWaysIn: boolean }): Statement[] {
  const unconfirmed = sql`EXISTS (SELECT 1 FROM ${users} WHERE id = ${userId} AND email_verified = 0)`;
  const dropped = [
    ...[accounts, sessions, passkeys, secondFactors].map((table) => sql`${table} WHERE user_id = ${userId}`),
    sql`${verifications} WHERE value = ${userId}`,
  ].map((rows) => orm.run(sql`DELETE FROM ${rows} AND ${unconfirmed}`));
  const account = and(eq(users.id, userId), eq(users.emailVerified, false));
  const none = { twoFactorEnabled: null, phoneNumber: null, phoneNumberVerified: null };
  return [
    ...(keepsWaysIn ? [] : dropped),
    orm
      .update(users)
      .set({ emailVerified: true, ...(keepsWaysIn ? {} : none) })
      .where(account),
  ];
}
