import {
  EnterOneTimeCode,
  SendMailCode,
  SignUpByCode,
  type CodeEntered,
  type MailCodeSent,
  type PhoneCodeSent,
} from '@lianchuang/contract/one-time-codes';
import { SendPhoneCode } from '@lianchuang/contract/phones';
import { isDisabled } from '@lianchuang/db/accounts/read';
import { confirmAddress, findByMail, findByPhone, hasPassword } from '@lianchuang/db/accounts/ways-in';
import type { Handler } from 'hono';
import { authFor, type CodeChannel } from '../platform/auth.ts';
import { changedWaysIn } from './account-record.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { askedFor, enteredCode, provenContact, sendCode } from './one-time-codes.ts';
import { problem, told } from './problems.ts';
import { reading } from './valid.ts';

const PURPOSES = { phone: 'phone-sign-in', mail: 'mail-sign-in' } as const;
const FINDS = { phone: findByPhone, mail: findByMail } as const;

type Proof = NonNullable<Awaited<ReturnType<typeof provenContact>>>;
type Holder = NonNullable<Awaited<ReturnType<typeof findByMail>>>;
type Who = { userId: string } | { phoneNumber: string; name: string } | { email: string; name: string };

/** A session of its own, unproven as after a password; the library holds it back where a second factor is on. */
async function begun(
  c: ApiContext,
  channel: CodeChannel,
  who: Who,
  more: Partial<CodeEntered> = {},
): Promise<Response> {
  const { db, origin } = c.get('ask');
  const { api } = authFor(c.env, db, origin);
  const asked = { body: who, headers: c.req.raw.headers, asResponse: true } as const;
  const answer = await (channel === 'mail' ? api.beginMailSession(asked) : api.beginPhoneSession(asked));
  for (const each of answer.headers.getSetCookie()) c.header('Set-Cookie', each, { append: true });
  const { twoFactorRedirect = false } = await answer.json<{ twoFactorRedirect?: boolean }>();
  return c.json({ account: true, ...(twoFactorRedirect ? { twoFactorRedirect } : {}), ...more } satisfies CodeEntered);
}

/** Confirms the address that a code went to. True where a password went with it that somebody else may have set. */
async function confirmed(c: ApiContext, { id, name, isConfirmed }: Holder, proof: Proof): Promise<boolean> {
  if (isConfirmed) return false;
  const { db } = c.get('ask');
  const keepsWaysIn = proof.userId === id;
  const goes = !keepsWaysIn && (await hasPassword(db, id));
  const statements = confirmAddress(db, id, { keepsWaysIn });
  await changedWaysIn(c, { id, name }, { action: 'account.address-confirmed', statements });
  return goes;
}

async function signedIn(c: ApiContext, channel: CodeChannel, holder: Holder, proof: Proof): Promise<Response> {
  if (await isDisabled(c.get('ask').db, holder.id)) return problem(c, { code: `${channel}.code-gone` });
  const passwordGone = channel === 'mail' && (await confirmed(c, holder, proof));
  return begun(c, channel, { userId: holder.id }, passwordGone ? { passwordGone } : {});
}

/** Sends a code to whoever wants to sign in or up; the answer tells nothing of whether the number is known. */
export const sendPhoneCode = reading(SendPhoneCode, async (c, { phone }) => {
  const done = await sendCode(c, { contact: phone, purpose: 'phone-sign-in', userId: null });
  if (!done.ok) return told(c, done.refusal);
  const { contact, ...when } = done.value;
  return c.json({ phone: contact, ...when } satisfies PhoneCodeSent);
});

/** The same to an address of mail. */
export const sendMailCode = reading(SendMailCode, async (c, { email }) => {
  const done = await sendCode(c, { contact: email, purpose: 'mail-sign-in', userId: null });
  if (!done.ok) return told(c, done.refusal);
  const { contact, ...when } = done.value;
  return c.json({ email: contact, ...when } satisfies MailCodeSent);
});

/** Signs in with a code; a number or an address without an account is told so only to who holds it. */
export const enterSignInCode = (channel: CodeChannel): Handler<ApiEnv> =>
  reading(EnterOneTimeCode, async (c, { code }) => {
    const { db } = c.get('ask');
    const purpose = PURPOSES[channel];
    const contact = await askedFor(c, purpose);
    const holder = contact === undefined ? undefined : await FINDS[channel](db, contact);
    if (holder !== undefined) c.set('tried', { userId: holder.id });
    const done = await enteredCode(c, purpose, code);
    if (!done.ok) return told(c, done.refusal);
    if (holder === undefined) return c.json({ account: false } satisfies CodeEntered);
    const proof = await provenContact(c, purpose);
    return proof === undefined ? problem(c, { code: `${channel}.code-gone` }) : signedIn(c, channel, holder, proof);
  });

/** Makes an account for a number or an address whose code was entered in this browser. */
export const signUpByCode = (channel: CodeChannel): Handler<ApiEnv> =>
  reading(SignUpByCode, async (c, { name }) => {
    const proof = await provenContact(c, PURPOSES[channel]);
    if (proof === undefined) return problem(c, { code: `${channel}.code-gone` });
    const holder = await FINDS[channel](c.get('ask').db, proof.contact);
    if (holder !== undefined) return signedIn(c, channel, holder, proof);
    return begun(
      c,
      channel,
      channel === 'mail' ? { email: proof.contact, name } : { phoneNumber: proof.contact, name },
    );
  });
