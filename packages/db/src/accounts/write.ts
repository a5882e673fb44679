import type { Result } from '@lianchuang/domain/kernel';
import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { commit, type Commit, type CommitRefusal, type Committed, type Statement } from '../commit.ts';
import { commitAsserts } from '../outbox/table.ts';
import { users } from './table.ts';

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
