import { randomInt } from 'node:crypto';
import { contactOfCode, nextSend, type OneTimeCode, type Sends } from '@lianchuang/db/accounts/one-time-codes';
import { newId, newToken, sha256 } from '@lianchuang/db/ids';
import { keepCode, takeProof, tryCode, useUp } from '@lianchuang/db/unlogged';
import { maskContact } from '@lianchuang/domain/identifiers';
import { formatInstant, ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { codeLetter, type CodePurpose } from '@lianchuang/domain/notifications';
import { getCookie, setCookie } from 'hono/cookie';
import { codeCookie, type CodeChannel } from '../platform/auth.ts';
import type { Delivery } from '../platform/delivery.ts';
import { mailOf } from '../platform/mail.ts';
import { smsOf } from '../platform/sms.ts';
import type { ApiContext } from './context.ts';

const MINUTE = 60_000;
/** A code counts for ten minutes, the last instant included. */
const LIFE = 10 * MINUTE;
const MOST_ATTEMPTS = 5;
/** A provider whose answer was lost may have taken the message: it is sent once more at most. */
const MOST_TRIES = 2;
/** How many codes a number or an address gets, in any stretch of that length. */
const SENDS: Sends = [
  { most: 1, ms: MINUTE },
  { most: 5, ms: 60 * MINUTE },
  { most: 10, ms: 24 * 60 * MINUTE },
];

type Purpose = OneTimeCode['purpose'];
const CHANNELS = {
  'phone-sign-in': 'phone',
  'phone-binding': 'phone',
  'mail-sign-in': 'mail',
} as const satisfies Readonly<Record<Purpose, CodeChannel>>;

/** A code that is asked for; what the letter says it is for matters to mail alone. */
type Asked = Pick<OneTimeCode, 'contact' | 'purpose' | 'userId'> & { readonly letter?: CodePurpose };
type Sent = { readonly contact: string; readonly resendAt: string; readonly validUntil: string };

/** Of a guessed million a kept hash would tell the code at once, so the installation's secret goes in. */
const hashOf = (c: ApiContext, id: string, code: string): Promise<string> =>
  sha256(`${c.env.BETTER_AUTH_SECRET} ${id} ${code}`);

/** How a code goes out; null where nobody set that up. Handed over twice, it is the same message. */
function carrier(c: ApiContext, { contact: to, purpose, letter = 'sign-in' }: Asked, code: string) {
  const { db, locale } = c.get('ask');
  const id = newId('message');
  if (CHANNELS[purpose] === 'mail') {
    const mail = mailOf(c.env, db);
    return mail && (() => mail.send({ id, to, ...codeLetter(letter, code, LIFE / MINUTE, locale) }));
  }
  const sms = smsOf(c.env, db);
  const parameters = { code, minutes: String(LIFE / MINUTE) };
  return sms && (() => sms.send({ id, to, template: 'one-time-code', parameters }));
}

async function sent(send: () => Promise<Delivery>): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    const { is } = await send();
    if (is === 'taken') return true;
    if (is === 'refused') return false;
    if (tries === MOST_TRIES) return is === 'unknown';
  }
}

/** Sends a code to a number or an address, known or not, and gives the browser that asked the only key to it. */
export async function sendCode(c: ApiContext, asked: Asked): Promise<Result<Sent>> {
  const { contact, purpose, userId } = asked;
  const channel = CHANNELS[purpose];
  const { db, now, origin, quotas, address } = c.get('ask');
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const send = carrier(c, asked, code);
  if (send === null) return refuse({ code: `${channel}.not-sent` });
  const ofAddress =
    address === 'unknown'
      ? []
      : [
          ...(await quotas('one-time-code.address-hour', address)),
          ...(await quotas('one-time-code.address-day', address)),
        ];
  if (ofAddress.length > 0 && !(await useUp(db, ofAddress)))
    return refuse({ code: 'too-many-requests', until: Math.max(...ofAddress.map(({ endsAt }) => endsAt)) });
  const token = newToken();
  const id = await sha256(token);
  const codeHash = await hashOf(c, id, code);
  const kept = { id, contact, purpose, userId, codeHash, sentAt: now, expiresAt: now + LIFE };
  if (!(await keepCode(db, kept, { before: await codeIdOf(c, channel), sends: SENDS })))
    return refuse({ code: `${channel}.code-too-soon`, until: await nextSend(db, contact, now, SENDS) });
  if (!(await sent(send))) return refuse({ code: `${channel}.not-sent` });
  const { name, attributes } = codeCookie(origin, channel);
  setCookie(c, name, token, { ...attributes, maxAge: LIFE / 1000 });
  return ok({
    contact: maskContact(contact),
    resendAt: formatInstant(now + MINUTE),
    validUntil: formatInstant(now + LIFE),
  });
}

/** Under which id the code of this browser is kept. */
async function codeIdOf(c: ApiContext, channel: CodeChannel): Promise<string | undefined> {
  const token = getCookie(c, codeCookie(c.get('ask').origin, channel).name);
  return token === undefined ? undefined : sha256(token);
}

/** Where the code of this browser went. */
export async function askedFor(c: ApiContext, purpose: Purpose): Promise<string | undefined> {
  return contactOfCode(c.get('ask').db, { id: await codeIdOf(c, CHANNELS[purpose]), purpose });
}

/** Looks at a code in the browser that asked for it. */
export async function enteredCode(c: ApiContext, purpose: Purpose, code: string): Promise<Result<true>> {
  const { db, now } = c.get('ask');
  const channel = CHANNELS[purpose];
  const id = await codeIdOf(c, channel);
  if (id === undefined) return refuse({ code: `${channel}.code-gone` });
  const given = { id, purpose, codeHash: await hashOf(c, id, code) };
  const outcome = await tryCode(db, given, { now, most: MOST_ATTEMPTS });
  if (outcome === 'right') return ok(true);
  return refuse({ code: outcome === 'wrong' ? `${channel}.code-wrong` : `${channel}.code-gone` });
}

/** Takes what a right code opened in this browser: once. */
export async function provenContact(c: ApiContext, purpose: Purpose) {
  const id = await codeIdOf(c, CHANNELS[purpose]);
  return id === undefined ? undefined : takeProof(c.get('ask').db, { id, purpose }, c.get('ask').now);
}
