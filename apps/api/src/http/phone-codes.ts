import { randomInt } from 'node:crypto';
import type { PhoneCodeSent } from '@lianchuang/contract/phones';
import { nextSend, type PhoneCode, type Sends } from '@lianchuang/db/accounts/phone-codes';
import { newId, newToken, sha256 } from '@lianchuang/db/ids';
import { keepCode, takeProof, tryCode, useUp } from '@lianchuang/db/unlogged';
import { maskContact } from '@lianchuang/domain/identifiers';
import { formatInstant, ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { getCookie, setCookie } from 'hono/cookie';
import { phoneCookie } from '../platform/auth.ts';
import { smsOf } from '../platform/sms.ts';
import type { ApiContext } from './context.ts';

const MINUTE = 60_000;
/** A code counts for ten minutes, the last instant included. */
const LIFE = 10 * MINUTE;
const MOST_ATTEMPTS = 5;
/** A provider whose answer was lost may have taken the text: it is sent once more at most. */
const MOST_TRIES = 2;
/** How many codes a number gets, in any stretch of that length. */
const SENDS: Sends = [
  { most: 1, ms: MINUTE },
  { most: 5, ms: 60 * MINUTE },
  { most: 10, ms: 24 * 60 * MINUTE },
];

type Purpose = Pick<PhoneCode, 'purpose' | 'userId'>;
/** Of a guessed million a kept hash would tell the code at once, so the installation's secret goes in. */
const hashOf = (c: ApiContext, id: string, code: string): Promise<string> =>
  sha256(`${c.env.BETTER_AUTH_SECRET} ${id} ${code}`);

async function sent(c: ApiContext, phone: string, code: string): Promise<boolean> {
  const sms = smsOf(c.env, c.get('ask').db);
  if (sms === null) return false;
  const message = {
    id: newId('message'),
    to: phone,
    template: 'one-time-code',
    parameters: { code, minutes: String(LIFE / MINUTE) },
  } as const;
  for (let tries = 1; ; tries += 1) {
    const { is } = await sms.send(message);
    if (is === 'taken') return true;
    if (is === 'refused') return false;
    if (tries === MOST_TRIES) return is === 'unknown';
  }
}

/** Sends a code to a number, known or not, and gives the browser that asked the only key to it. */
export async function sendCode(c: ApiContext, phone: string, to: Purpose): Promise<Result<PhoneCodeSent>> {
  const { db, now, origin, quotas, address } = c.get('ask');
  const ofAddress =
    address === 'unknown'
      ? []
      : [...(await quotas('phone-code.address-hour', address)), ...(await quotas('phone-code.address-day', address))];
  if (ofAddress.length > 0 && !(await useUp(db, ofAddress)))
    return refuse({ code: 'too-many-requests', until: Math.max(...ofAddress.map(({ endsAt }) => endsAt)) });
  const token = newToken();
  const id = await sha256(token);
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const kept = { id, phone, ...to, codeHash: await hashOf(c, id, code), sentAt: now, expiresAt: now + LIFE };
  if (!(await keepCode(db, kept, SENDS)))
    return refuse({ code: 'phone.code-too-soon', until: await nextSend(db, phone, now, SENDS) });
  if (!(await sent(c, phone, code))) return refuse({ code: 'phone.not-sent' });
  const { name, attributes } = phoneCookie(origin);
  setCookie(c, name, token, { ...attributes, maxAge: LIFE / 1000 });
  return ok({
    phone: maskContact(phone),
    resendAt: formatInstant(now + MINUTE),
    validUntil: formatInstant(now + LIFE),
  });
}

/** Under which id the code of this browser is kept. */
export async function codeIdOf(c: ApiContext): Promise<string | undefined> {
  const token = getCookie(c, phoneCookie(c.get('ask').origin).name);
  return token === undefined ? undefined : sha256(token);
}

/** Looks at a code in the browser that asked for it. */
export async function enteredCode(c: ApiContext, purpose: Purpose['purpose'], code: string): Promise<Result<true>> {
  const { db, now } = c.get('ask');
  const id = await codeIdOf(c);
  if (id === undefined) return refuse({ code: 'phone.code-gone' });
  const given = { id, purpose, codeHash: await hashOf(c, id, code) };
  const outcome = await tryCode(db, given, { now, most: MOST_ATTEMPTS });
  if (outcome === 'right') return ok(true);
  return refuse({ code: outcome === 'wrong' ? 'phone.code-wrong' : 'phone.code-gone' });
}

/** Takes what a right code opened in this browser: once. */
export async function provenPhone(c: ApiContext, purpose: Purpose['purpose']) {
  const id = await codeIdOf(c);
  return id === undefined ? undefined : takeProof(c.get('ask').db, { id, purpose }, c.get('ask').now);
}
