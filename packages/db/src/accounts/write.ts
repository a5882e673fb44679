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
  /** The office by which an administrator acts; none where somebody changes the own account. */
  readonly by?: Omit<HeldOffice, 'divisionCode'>;
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

/** No row, no batch: whoever acts still holds the office that the act asks for. */
function stillHeld(
  { orm }: Db,
  { actor }: AccountChange,
  { jurisdiction, role }: Omit<HeldOffice, 'divisionCode'>,
): Statement {
  return orm.run(
    sql`INSERT INTO ${commitAsserts} (ok) SELECT CASE WHEN EXISTS (
          SELECT 1 FROM ${offices} WHERE user_id = ${actor.id} AND jurisdiction = ${jurisdiction} AND role = ${role}
        ) THEN 1 ELSE NULL END`,
  );
}

/** Changes an account; refused as stale when the account, or the office by which it is done, changed meanwhile. */
export async function changeAccount(db: Db, change: AccountChange): Promise<Result<Committed, CommitRefusal>> {
  const { account, statements, by, ...rest } = change;
  const { before, after } = begun(db, change);
  return commit(db, {
    ...rest,
    subject: { table: 'users', id: account.id, chainHash: account.chainHash },
    expectedVersion: account.version,
    statements: [...before, ...(by === undefined ? [] : [stillHeld(db, change, by)]), ...statements, ...after],
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

/** What ends an office: its sessions end too, because those of others live longer. */
export function endOffice(
  { orm }: Db,
  userId: string,
  { jurisdiction, role }: Omit<HeldOffice, 'divisionCode'>,
): Statement[] {
  const held = and(eq(offices.userId, userId), eq(offices.jurisdiction, jurisdiction), eq(offices.role, role));
  return [orm.delete(offices).where(held), orm.delete(sessions).where(eq(sessions.userId, userId))];
}
