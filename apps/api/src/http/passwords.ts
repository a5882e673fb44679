import { SetPassword, type OwnPassword } from '@lianchuang/contract/one-time-codes';
import { newId } from '@lianchuang/db/ids';
import { findWayIn, hasPassword, setPassword } from '@lianchuang/db/accounts/ways-in';
import { passwordLetter } from '@lianchuang/domain/notifications';
import { resetsPassword } from '@lianchuang/domain/organizations';
import type { Handler } from 'hono';
import { ACCOUNTS } from '../demo/accounts.ts';
import { mailOf } from '../platform/mail.ts';
import { passwordsOf } from '../platform/password.ts';
import { changedWaysIn } from './account-record.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { problem } from './problems.ts';
import { afterwards } from './request.ts';
import { counted, knowsPassword } from './second-factor.ts';

/** Whether this session may set a password without the one before. */
async function resetsHere(c: ApiContext, userId: string): Promise<boolean> {
  const { db, now } = c.get('ask');
  const startedAt = c.get('sessionStartedAt');
  const how = await findWayIn(db, userId, startedAt);
  return resetsPassword({ startedAt, how, ...c.get('secondFactor') }, now);
}

/** Tells whoever has an address; that the password stands does not hang on it. */
async function tell(c: ApiContext): Promise<void> {
  const { db, origin, locale } = c.get('ask');
  const to = c.get('user')?.email ?? '';
  if (to === '') return;
  try {
    await mailOf(c.env, db)?.send({ id: newId('message'), to, ...passwordLetter(origin, locale) });
  } catch {
    console.error(JSON.stringify({ at: 'password', id: c.get('requestId'), error: 'letter not sent' }));
  }
}

/** Whether there is a password, and whether another one takes it. */
export const ownPassword: Handler<ApiEnv> = async (c) => {
  const userId = c.get('user')?.id ?? '';
  const [isSet, resets] = [await hasPassword(c.get('ask').db, userId), await resetsHere(c, userId)];
  return c.json({ isSet, takesCurrent: !resets } satisfies OwnPassword);
};

/** Sets a password, the first or another one; every other session of the account ends. */
export const setOwnPassword = counted(SetPassword, async (c, { password, current }, userId) => {
  const { db, now, demonstration } = c.get('ask');
  // Everybody knows the password of the accounts that a demonstration prints, and the next visitor needs it.
  if (demonstration && ACCOUNTS.some(({ email }) => email === c.get('user')?.email))
    return problem(c, { code: 'password.of-demonstration' });
  if (!(await resetsHere(c, userId))) {
    if (current === undefined || !(await hasPassword(db, userId))) return problem(c, { code: 'sign-in-not-fresh' });
    if (!(await knowsPassword(c, current))) return problem(c, { code: 'password-wrong' });
  }
  const hash = await passwordsOf(c.env).hash(password);
  const statements = setPassword(db, userId, hash, c.get('session') ?? '', now);
  const person = { id: userId, name: c.get('user')?.name ?? '' };
  await changedWaysIn(c, person, { action: 'account.password-set', statements });
  afterwards(c, tell(c));
  return c.json({ set: true });
});
