import type { AccountAction, HeldOffice } from '@lianchuang/domain/accounts';
import type { Instant, Result } from '@lianchuang/domain/kernel';
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { commit, type Commit, type CommitRefusal, type Committed, type Statement } from '../commit.ts';
import { commitAsserts } from '../outbox/table.ts';
import { offices, passkeys, secondFactors, sessions, users } from './table.ts';

/** A change of an account that leaves an event: what an administrator does to it, or its holder who holds an office. */
export type AccountChange = Pick<
  Commit,
  'jurisdiction' | 'action' | 'actor' | 'at' | 'payload' | 'statements' | 'idempotency'
> & {
  readonly account: { readonly id: string; readonly version: number; readonly chainHash: string | null };
};

/** Accounts are inserted by the library, so the first event finds its record there and moves it from 0 to 1. */
function begun({ orm }: Db, { account, at }: AccountChange): { before: Statement[]; after: Statement[] } {
  if (account.version !== 0) return { before: [], after: [] };
  return {
    before: [
      orm.run(sql`UPDATE ${users} SET version = 1, updated_at = ${at} WHERE id = ${account.id} AND version = 0`),
      orm.run(sql`INSERT INTO ${commitAsserts} (ok) SELECT CASE changes() WHEN 1 THEN 1 ELSE NULL END`),
    ],
    after: [orm.delete(commitAsserts)],
  };
}

export async function changeAccount(db: Db, change: AccountChange): Promise<Result<Committed, CommitRefusal>> {
  const { account, statements, ...rest } = change;
  const { before, after } = begun(db, change);
  return commit(db, {
    ...rest,
    subject: { table: 'users', id: account.id, chainHash: account.chainHash },
    expectedVersion: account.version,
    statements: [...before, ...statements, ...after],
  });
}

/** What an act of the system administrator changes. */
export function administered(
  { orm }: Db,
  action: Exclude<AccountAction, 'end-office'>,
  userId: string,
  at: Instant,
): Statement[] {
  const account = eq(users.id, userId);
  const shutOut = orm.delete(sessions).where(eq(sessions.userId, userId));
  switch (action) {
    case 'confirm':
      return [orm.update(users).set({ emailVerified: true }).where(account)];
    case 'end-sessions':
      return [shutOut];
    case 'reset-second-factor':
      return [
        orm.delete(secondFactors).where(eq(secondFactors.userId, userId)),
        orm.delete(passkeys).where(eq(passkeys.userId, userId)),
        orm.update(users).set({ twoFactorEnabled: null }).where(account),
        shutOut,
      ];
    case 'disable':
      return [orm.update(users).set({ disabledAt: at }).where(account), shutOut];
    case 'enable':
      return [orm.update(users).set({ disabledAt: null }).where(account)];
  }
}

/** Statement that gives an office; the key of the table refuses a second row for the same one. */
export function grantOffice({ orm }: Db, userId: string, office: HeldOffice, at: Instant): Statement {
  return orm.insert(offices).values({ userId, ...office, grantedAt: at });
}

/** Statement that ends an office. */
export function endOffice(
  { orm }: Db,
  userId: string,
  { jurisdiction, role }: Omit<HeldOffice, 'divisionCode'>,
): Statement {
  const held = and(eq(offices.userId, userId), eq(offices.jurisdiction, jurisdiction), eq(offices.role, role));
  return orm.delete(offices).where(held);
}
