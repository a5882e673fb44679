import { BeginSecondFactor, EndSecondFactor, EnterCode } from '@lianchuang/contract/second-factor';
import { findSecondFactorSecret } from '@lianchuang/db/accounts/read';
import { forgetCodes, forgetUses, useStep, useUp } from '@lianchuang/db/unlogged';
import { symmetricDecrypt } from 'better-auth/crypto';
import type { Handler, MiddlewareHandler } from 'hono';
import { getSignedCookie } from 'hono/cookie';
import type { ZodType } from 'zod';
import { authFor, CHALLENGE_COOKIE, type Auth } from '../platform/auth.ts';
import { codeOf, stepAt } from '../platform/authenticator-code.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { retryAfter } from './limits.ts';
import { onRecord } from './account-record.ts';
import { problem } from './problems.ts';
import { validate } from './valid.ts';

const authOf = (c: ApiContext): Auth => authFor(c.env, c.get('ask').db, c.get('ask').origin);

/** Hands a body of ours to the library, with nothing that it would understand besides; without a live session none goes along. */
function passed(c: ApiContext, body: unknown): Promise<Response> {
  const headers = new Headers(c.req.raw.headers);
  headers.set('Origin', c.get('ask').origin);
  headers.set('Content-Type', 'application/json');
  headers.delete('Content-Length');
  if (c.get('user') === null) headers.set('Cookie', challengeCookies(c));
  return authOf(c).handler(new Request(c.req.url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

const challengeCookies = (c: ApiContext): string =>
  (c.req.header('Cookie') ?? '')
    .split(';')
    .filter((each) => CHALLENGE_COOKIE.test(each.split('=')[0]?.trim() ?? ''))
    .join(';');

/** Whose password was right a while ago, in the browser that asks now. */
export async function waiting(c: ApiContext): Promise<string | undefined> {
  const { secret, internalAdapter, createAuthCookie } = await authOf(c).$context;
  const challenge = await getSignedCookie(c, secret, createAuthCookie('two_factor').name);
  if (typeof challenge !== 'string') return undefined;
  const row = await internalAdapter.findVerificationValue(challenge);
  return row !== null && row.expiresAt.getTime() > c.get('ask').now ? row.value : undefined;
}

/** True once for the code of this very moment, for one request only. */
async function usesCode(c: ApiContext, userId: string, code: string): Promise<boolean> {
  const { db, now } = c.get('ask');
  const kept = await findSecondFactorSecret(db, userId);
  if (kept === undefined) return false;
  const secret = await symmetricDecrypt({ key: (await authOf(c).$context).secretConfig, data: kept });
  const step = stepAt(now);
  return (await codeOf(secret, step)) === code && (await useStep(db, userId, step));
}

const verified = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if ((error as { statusCode?: number }).statusCode === undefined) throw error;
      return false;
    },
  );

export const knowsPassword = (c: ApiContext, password: string): Promise<boolean> =>
  verified(authOf(c).api.verifyPassword({ body: { password }, headers: c.req.raw.headers }));

const usesRecoveryCode = (c: ApiContext, code: string): Promise<boolean> =>
  verified(authOf(c).api.verifyBackupCode({ body: { code, disableSession: true }, headers: c.req.raw.headers }));

/** Counts an attempt before it is looked at; a right one clears the count. */
export function counted<T>(schema: ZodType<T>, work: (c: ApiContext, body: T, userId: string) => Promise<Response>) {
  const handler: Handler<ApiEnv> = async (c) => {
    const body = validate(schema, await c.req.raw.json().catch(() => null));
    if (!body.ok) return problem(c, body.refusal);
    const userId = c.get('user')?.id ?? (await waiting(c));
    if (userId === undefined) return problem(c, { code: 'code-too-late' });
    c.set('tried', { userId });
    const { db, now, quotas } = c.get('ask');
    const [quota] = await quotas('second-factor.person', userId);
    if (quota === undefined) throw new Error('no quota for codes');
    if (!(await useUp(db, [quota])))
      return problem(c, { code: 'too-many-codes' }, { 'Retry-After': retryAfter(quota.endsAt, now) });
    const answer = await work(c, body.value as T, userId);
    if (answer.status < 300) await forgetUses(db, quota);
    return answer;
  };
  return handler;
}

/** Makes a secret and recovery codes; nothing counts until a code was entered. */
export const beginSecondFactor = counted(BeginSecondFactor, async (c, { password }) =>
  (await knowsPassword(c, password)) ? passed(c, { password }) : problem(c, { code: 'password-wrong' }),
);

/** Confirms a new authenticator, or finishes signing in. */
export const enterCode = counted(EnterCode, async (c, { code }, userId) => {
  if (!(await usesCode(c, userId, code))) return problem(c, { code: 'code-wrong' });
  const answer = await passed(c, { code });
  const person = c.get('user');
  if (answer.status < 300 && person !== null && !c.get('secondFactor').authenticator)
    await onRecord(c, { id: person.id, name: person.name }, { action: 'account.second-factor-on' });
  return answer;
});

export const enterRecoveryCode = counted(EnterCode, async (c, { code }) => {
  const answer = await passed(c, { code });
  return answer.status < 300 ? answer : problem(c, { code: 'code-wrong' });
});

/** Turning off takes both factors: a session that lies open is not enough. */
export const endSecondFactor = counted(EndSecondFactor, async (c, { password, code }, userId) => {
  if (!(await knowsPassword(c, password))) return problem(c, { code: 'password-wrong' });
  // One that was begun and never confirmed is no factor, so there is none to give up.
  const isOn = c.get('secondFactor').authenticator;
  const isRight = isOn && ((await usesCode(c, userId, code)) || (await usesRecoveryCode(c, code)));
  if (!isRight) return problem(c, { code: 'code-wrong' });
  const answer = await passed(c, { password });
  if (answer.status >= 300) return answer;
  await forgetCodes(c.get('ask').db, userId);
  const name = c.get('user')?.name ?? '';
  await onRecord(c, { id: userId, name }, { action: 'account.second-factor-off' });
  return answer;
});

/** Enrolling once more would leave the first authenticator without meaning; it has to be turned off first. */
export const notEnrolled: MiddlewareHandler<ApiEnv> = async (c, next) =>
  c.get('secondFactor').authenticator ? problem(c, { code: 'second-factor-on' }) : next();

/** Whoever has a second factor changes one only after having shown one: a password alone must not add its own. */
export const provenFirst: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { enrolled, proven } = c.get('secondFactor');
  return enrolled && !proven ? problem(c, { code: 'second-factor-unproven' }) : next();
};

/** The same where a new authenticator is confirmed; a code of one that counts already is a proof itself. */
export const provenForNew: MiddlewareHandler<ApiEnv> = async (c, next) =>
  c.get('secondFactor').authenticator ? next() : provenFirst(c, next);
