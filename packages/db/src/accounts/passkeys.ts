import { and, asc, eq, lt, ne, or, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { passkeys, sessions } from './table.ts';

export type Passkey = typeof passkeys.$inferSelect;

/** Whether somebody has one; asked at every request, so nothing else is read. */
export async function hasPasskey(db: Db, userId: string): Promise<boolean> {
  const where = eq(passkeys.userId, userId);
  return (await db.orm.select({ id: passkeys.id }).from(passkeys).where(where).limit(1)).length > 0;
}

/** A person's own passkeys, oldest first. */
export async function listPasskeys(db: Db, userId: string): Promise<Passkey[]> {
  return db.orm.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(asc(passkeys.createdAt));
}

/** The passkey behind a credential, whoever holds it: nobody has signed in yet. */
export async function findPasskeyByCredential(db: Db, credentialId: string): Promise<Passkey | undefined> {
  return (await db.orm.select().from(passkeys).where(eq(passkeys.credentialId, credentialId)))[0];
}

export const insertPasskey = (db: Db, passkey: Passkey) => db.orm.insert(passkeys).values(passkey);

export const deletePasskey = (db: Db, userId: string, id: string) =>
  db.orm.delete(passkeys).where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)));

/** No session of this person counts any longer as one that a second factor began, but for the one that is named. */
export const unproveSessions = (db: Db, userId: string, except: string) =>
  db.orm
    .update(sessions)
    .set({ secondFactorAt: null })
    .where(and(eq(sessions.userId, userId), ne(sessions.id, except)));

/** Moves the counter on; nothing for a number that is not above the last one, so of two equal signatures at once one wins. */
export const countPasskey = (db: Db, id: string, counter: number, at: number) =>
  db.orm
    .update(passkeys)
    .set({ counter, usedAt: at })
    .where(
      and(eq(passkeys.id, id), or(lt(passkeys.counter, counter), and(eq(passkeys.counter, 0), sql`${counter} = 0`))),
    );
