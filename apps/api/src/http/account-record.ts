import { findAccountOnRecord } from '@lianchuang/db/accounts/read';
import { changeAccount } from '@lianchuang/db/accounts/write';
import type { CommitRefusal, Statement } from '@lianchuang/db/commit';
import { keepWaysIn } from '@lianchuang/db/unlogged';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { jurisdictionView } from '../wording/places.ts';
import type { ApiContext } from './context.ts';

/** Another change of the same account may come in between; then it is looked at anew. */
const MOST_TRIES = 3;

type Own = {
  readonly action: `account.${string}`;
  readonly payload?: Record<string, unknown>;
  readonly statements?: readonly Statement[];
  /** Whether there is still something to do, asked on the state that the change is decided on. */
  readonly stands?: () => Promise<boolean>;
};

/**
 * Enters in the record what somebody did to the own account, together with its statements. Only accounts that hold an office
 * have a record: for everybody else nothing is done and the answer is undefined.
 */
export async function onRecord(
  c: ApiContext,
  person: { id: string; name: string },
  { action, payload = {}, statements = [], stands }: Own,
): Promise<Result<unknown, CommitRefusal | { code: 'not-found' }> | undefined> {
  const { db, now } = c.get('ask');
  for (let tries = 1; ; tries += 1) {
    const found = await findAccountOnRecord(db, person.id);
    if (found === undefined || found.jurisdiction === null) return undefined;
    if (stands !== undefined && !(await stands())) return refuse({ code: 'not-found' });
    const { jurisdiction, ...account } = found;
    const done = await changeAccount(db, {
      account,
      jurisdiction,
      action,
      actor: { ...person, organization: jurisdictionView(jurisdiction, 'zh').office },
      at: now,
      payload,
      statements,
    });
    if (done.ok) return ok(done.value);
    if (done.refusal.code !== 'stale-version' || tries === MOST_TRIES) return done;
  }
}

/** Changes how somebody signs in: with an event where an office is held, else without a record; all of it or nothing. */
export async function changedWaysIn(
  c: ApiContext,
  person: { id: string; name: string },
  { action, statements }: { action: Own['action']; statements: readonly Statement[] },
): Promise<void> {
  const done = await onRecord(c, person, { action, statements });
  if (done === undefined) await keepWaysIn(c.get('ask').db, statements);
  else if (!done.ok) throw new Error(`${action} not kept: ${done.refusal.code}`);
}
