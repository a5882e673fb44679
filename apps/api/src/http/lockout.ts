import { forgetUses, giveBack, useUp } from '@lianchuang/db/unlogged';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './context.ts';
import { retryAfter } from './limits.ts';
import { problem } from './problems.ts';

async function emailOf(request: Request): Promise<string | undefined> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  const email = (body as { email?: unknown } | null)?.email;
  return typeof email === 'string' ? email.normalize('NFKC').trim().toLowerCase() : undefined;
}

/**
 * Counts a sign-in before its password is looked at, for the account that it names, known or not, and for the address. A right
 * password clears the account's count: only wrong ones are kept.
 */
export const lockout: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { db, now, quotas, address } = c.get('ask');
  const email = await emailOf(c.req.raw);
  // No password is compared for a body without an account.
  if (email === undefined) return next();
  c.set('tried', { email });
  const ofAccount = await quotas('sign-in.account', email);
  const ofAddress = await quotas('sign-in.address', address);
  const both = [...ofAccount, ...ofAddress];
  if (!(await useUp(db, both))) {
    const until = Math.max(...both.map((each) => each.endsAt));
    return problem(c, { code: 'too-many-attempts' }, { 'Retry-After': retryAfter(until, now) });
  }
  await next();
  if (c.res.status >= 400) return undefined;
  for (const each of ofAccount) await forgetUses(db, each);
  for (const each of ofAddress) await giveBack(db, each);
  return undefined;
};

/** Counts accounts made from one address, where the address is known. */
export const fewSignUps: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { db, now, quotas, address } = c.get('ask');
  const counted = address === 'unknown' ? [] : await quotas('sign-up.address', address);
  if (counted.length > 0 && !(await useUp(db, counted)))
    return problem(c, { code: 'too-many-requests' }, { 'Retry-After': retryAfter(counted[0]?.endsAt ?? now, now) });
  return next();
};
