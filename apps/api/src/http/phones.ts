import {
  BeginPhone,
  EnterPhoneCode,
  RemovePhone,
  SendPhoneCode,
  SignUpByPhone,
  type PhoneCodeEntered,
} from '@lianchuang/contract/phones';
import { findByPhone, findPhone, hasPassword, phoneOfCode, setPhone } from '@lianchuang/db/accounts/phone-codes';
import { isDisabled } from '@lianchuang/db/accounts/read';
import { keepPhone } from '@lianchuang/db/unlogged';
import { maskContact } from '@lianchuang/domain/identifiers';
import { justBegun } from '@lianchuang/domain/organizations';
import type { Handler } from 'hono';
import type { ZodType } from 'zod';
import { authFor } from '../platform/auth.ts';
import { onRecord } from './account-record.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { retryAfter } from './limits.ts';
import { codeIdOf, enteredCode, provenPhone, sendCode } from './phone-codes.ts';
import { problem } from './problems.ts';
import { counted, knowsPassword } from './second-factor.ts';
import { validate } from './valid.ts';

/** A handler that gets its body read; refusals that say until when also say it as `Retry-After`. */
function reading<T>(schema: ZodType<T>, work: (c: ApiContext, body: T) => Promise<Response>): Handler<ApiEnv> {
  return async (c) => {
    const body = validate(schema, await c.req.raw.json().catch(() => null));
    return body.ok ? work(c, body.value as T) : problem(c, body.refusal);
  };
}

function told(c: ApiContext, refusal: { code: string; until?: unknown }): Response {
  const { until } = refusal;
  const waits = typeof until === 'number' ? { 'Retry-After': retryAfter(until, c.get('ask').now) } : {};
  return problem(c, refusal, waits);
}

/** A session of its own, unproven as after a password; the library holds it back where a second factor is on. */
async function begun(
  c: ApiContext,
  who: { userId: string } | { phoneNumber: string; name: string },
): Promise<Response> {
  const { db, origin } = c.get('ask');
  const answer = await authFor(c.env, db, origin).api.beginPhoneSession({
    body: who,
    headers: c.req.raw.headers,
    asResponse: true,
  });
  for (const each of answer.headers.getSetCookie()) c.header('Set-Cookie', each, { append: true });
  const { twoFactorRedirect = false } = await answer.json<{ twoFactorRedirect?: boolean }>();
  const entered: PhoneCodeEntered = { account: true, ...(twoFactorRedirect ? { twoFactorRedirect } : {}) };
  return c.json(entered);
}

/** Sends a code to whoever wants to sign in or up; the answer tells nothing of whether the number is known. */
export const sendSignInCode = reading(SendPhoneCode, async (c, { phone }) => {
  const done = await sendCode(c, phone, { purpose: 'sign-in', userId: null });
  return done.ok ? c.json(done.value) : told(c, done.refusal);
});

/** Signs in with a code; a number without an account is told so only to who holds it. */
export const enterSignInCode = reading(EnterPhoneCode, async (c, { code }) => {
  const { db } = c.get('ask');
  const phone = await phoneOfCode(db, await codeIdOf(c));
  const holder = phone === undefined ? undefined : await findByPhone(db, phone);
  if (holder !== undefined) c.set('tried', { userId: holder.id });
  const done = await enteredCode(c, 'sign-in', code);
  if (!done.ok) return told(c, done.refusal);
  if (holder === undefined) return c.json({ account: false } satisfies PhoneCodeEntered);
  if ((await provenPhone(c, 'sign-in')) === undefined || (await isDisabled(db, holder.id)))
    return problem(c, { code: 'phone.code-gone' });
  return begun(c, { userId: holder.id });
});

/** Makes an account for a number whose code was entered in this browser. */
export const signUpByPhone = reading(SignUpByPhone, async (c, { name }) => {
  const { db } = c.get('ask');
  const proof = await provenPhone(c, 'sign-in');
  if (proof === undefined) return problem(c, { code: 'phone.code-gone' });
  const holder = await findByPhone(db, proof.phone);
  return begun(c, holder === undefined ? { phoneNumber: proof.phone, name } : { userId: holder.id });
});

/** A number is given or changed by whoever just showed who they are: the password, or, without one, a sign-in of just now. */
export const beginPhone = counted(BeginPhone, async (c, { phone, password }, userId) => {
  const { db, now } = c.get('ask');
  const isFresh = (await hasPassword(db, userId))
    ? password !== undefined && (await knowsPassword(c, password))
    : justBegun(c.get('sessionStartedAt'), now);
  if (!isFresh) return problem(c, { code: password === undefined ? 'sign-in-not-fresh' : 'password-wrong' });
  const done = await sendCode(c, phone, { purpose: 'binding', userId });
  return done.ok ? c.json(done.value) : told(c, done.refusal);
});

async function kept(c: ApiContext, userId: string, phone: string | null): Promise<void> {
  const { db } = c.get('ask');
  const name = c.get('user')?.name ?? '';
  const action = phone === null ? 'account.phone-removed' : 'account.phone-set';
  const done = await onRecord(c, { id: userId, name }, { action, statements: [setPhone(db, userId, phone)] });
  if (done === undefined) await keepPhone(db, userId, phone);
  else if (!done.ok) throw new Error(`phone not kept: ${done.refusal.code}`);
}

/** The number becomes the account's once its code was entered; the one before is gone. */
export const bindPhone = reading(EnterPhoneCode, async (c, { code }) => {
  const { db } = c.get('ask');
  const userId = c.get('user')?.id ?? '';
  const done = await enteredCode(c, 'binding', code);
  if (!done.ok) return told(c, done.refusal);
  const proof = await provenPhone(c, 'binding');
  if (proof?.userId !== userId) return problem(c, { code: 'phone.code-gone' });
  const holder = await findByPhone(db, proof.phone);
  if (holder !== undefined && holder.id !== userId) return problem(c, { code: 'phone.taken' });
  await kept(c, userId, proof.phone);
  return c.json({ phone: maskContact(proof.phone) });
});

/** Taken away only from whoever has another way in. */
export const removePhone = counted(RemovePhone, async (c, { password }, userId) => {
  const { db } = c.get('ask');
  if (!(await hasPassword(db, userId))) return problem(c, { code: 'phone.only-way-in' });
  if (!(await knowsPassword(c, password))) return problem(c, { code: 'password-wrong' });
  if ((await findPhone(db, userId)) !== null) await kept(c, userId, null);
  return c.json({ phone: null });
});
