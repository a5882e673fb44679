import { newToken } from '@lianchuang/db/ids';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { authFor, passkeyCookie } from '../platform/auth.ts';
import type { ApiContext } from './context.ts';

/** What a device signs once, for what it is, and whom it has to be; null where that is still open. */
export type Challenge = {
  readonly for: 'adding' | 'signing in';
  readonly challenge: string;
  readonly userId: string | null;
};

/** For how long a browser may ask its holder. */
const SECONDS = 300;

const verifications = async (c: ApiContext) =>
  (await authFor(c.env, c.get('ask').db, c.get('ask').origin).$context).internalAdapter;
const under = (token: string): string => `passkey-${token}`;

/** Keeps a challenge and hands the browser the only key to it. */
export async function giveChallenge(c: ApiContext, given: Challenge): Promise<void> {
  const { now, origin } = c.get('ask');
  const token = newToken();
  await (
    await verifications(c)
  ).createVerificationValue({
    identifier: under(token),
    value: JSON.stringify(given),
    expiresAt: new Date(now + SECONDS * 1000),
  });
  const { name, attributes } = passkeyCookie(origin);
  setCookie(c, name, token, { ...attributes, maxAge: SECONDS });
}

/** The challenge that this browser was given; whatever comes of it, it serves once. */
export async function takeChallenge(c: ApiContext, what: Challenge['for']): Promise<Challenge | undefined> {
  const { now, origin } = c.get('ask');
  const { name, attributes } = passkeyCookie(origin);
  const token = getCookie(c, name);
  if (token === undefined) return undefined;
  deleteCookie(c, name, attributes);
  const row = await (await verifications(c)).consumeVerificationValue(under(token));
  if (row === null || row.expiresAt.getTime() <= now) return undefined;
  const given = JSON.parse(row.value) as Challenge;
  return given.for === what ? given : undefined;
}
