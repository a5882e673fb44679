import { CODE_RESEND_AT, SendMailCode } from '@lianchuang/contract/one-time-codes';
import { findByMail } from '@lianchuang/db/accounts/ways-in';
import { cleanText } from '@lianchuang/domain/identifiers';
import type { MiddlewareHandler } from 'hono';
import { confirmsFirst } from '../platform/auth.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { sendCode } from './one-time-codes.ts';
import { validate } from './valid.ts';

type Given = { readonly email?: unknown; readonly name?: unknown };
type Answered = { readonly code?: string; readonly token?: string | null; readonly user?: { readonly id: string } };

/** Whose password this browser set, or just showed, before the address was confirmed; undefined for any other answer. */
async function unconfirmed(c: ApiContext, email: string): Promise<string | undefined> {
  const { code, token, user } = await c.res.clone().json<Answered>();
  if (c.res.status === 200 && token === null) return user?.id;
  if (c.res.status !== 403 || code !== 'EMAIL_NOT_VERIFIED') return undefined;
  return (await findByMail(c.get('ask').db, email))?.id;
}

/**
 * Where an address has to be confirmed first, a code goes there after a sign-up and after a right password; the library’s answer stays as
 * it is. A sign-up with an address that is taken is answered alike and gets a code alike, which leads to the account that is there.
 */
export const confirmingByCode: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (!confirmsFirst(c.env)) return next();
  const given = await c.req.raw
    .clone()
    .json<Given | null>()
    .catch(() => null);
  const isSignUp = c.req.path.endsWith('/sign-up/email');
  if (isSignUp && typeof given?.name === 'string') {
    // The library looks at the name of a new account only, and would so tell which addresses are known.
    const name = cleanText(given.name, { max: 100 });
    if (!name.ok) return c.json({ message: name.refusal.code, code: name.refusal.code }, 422);
  }
  await next();
  const mail = validate(SendMailCode, { email: given?.email });
  const userId = mail.ok ? await unconfirmed(c, mail.value.email) : undefined;
  if (!mail.ok || userId === undefined) return undefined;
  const letter = isSignUp ? 'sign-up' : 'sign-in';
  const done = await sendCode(c, { contact: mail.value.email, purpose: 'mail-sign-in', userId, letter });
  if (done.ok) c.header(CODE_RESEND_AT, done.value.resendAt);
  return undefined;
};
