import type { Db } from '../client.ts';
import { asc, eq } from 'drizzle-orm';
import { offices, secondFactors, users } from './table.ts';

/** Whether anybody has an account: an installation with people in it gets no demonstration data. */
export async function hasPeople(db: Db): Promise<boolean> {
  return (await db.orm.select({ id: users.id }).from(users).limit(1)).length > 0;
}

/** Whether somebody was shut out. */
export async function isDisabled(db: Db, userId: string): Promise<boolean> {
  const [row] = await db.orm.select({ disabledAt: users.disabledAt }).from(users).where(eq(users.id, userId));
  return row?.disabledAt != null;
}

/** The encrypted secret of somebody's second factor, confirmed or not yet. */
export async function findSecondFactorSecret(db: Db, userId: string): Promise<string | undefined> {
  const where = eq(secondFactors.userId, userId);
  return (await db.orm.select({ secret: secondFactors.secret }).from(secondFactors).where(where))[0]?.secret;
}

/** Where the chain of an account stands, and the bureau whose record it belongs to: that of the first office held. */
export async function findAccountOnRecord(db: Db, userId: string) {
  const { id, version, chainHash } = users;
  const [row] = await db.orm
    .select({ id, version, chainHash, jurisdiction: offices.jurisdiction })
    .from(users)
    .leftJoin(offices, eq(offices.userId, users.id))
    .where(eq(users.id, userId))
    .orderBy(asc(offices.grantedAt), asc(offices.jurisdiction))
    .limit(1);
  return row;
}
