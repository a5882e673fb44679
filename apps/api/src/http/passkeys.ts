import {
  AddPasskey,
  BeginPasskey,
  BeginPasskeySignIn,
  EnterPasskey,
  RemovePasskey,
  type PasskeyView,
} from '@lianchuang/contract/passkeys';
import {
  deletePasskey,
  findPasskeyByCredential,
  insertPasskey,
  listPasskeys,
  unproveSessions,
  type Passkey,
} from '@lianchuang/db/accounts/passkeys';
import { isDisabled } from '@lianchuang/db/accounts/read';
import { newId } from '@lianchuang/db/ids';
import { dropPasskey, giveBack, keepPasskey, usePasskey, useUp } from '@lianchuang/db/unlogged';
import { formatInstant } from '@lianchuang/domain/kernel';
import type { Handler } from 'hono';
import { authFor } from '../platform/auth.ts';
import { creationOptions, handleOf, newKey, requestOptions, signedCounter } from '../platform/webauthn.ts';
import { onRecord } from './account-record.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { retryAfter } from './limits.ts';
import { giveChallenge, takeChallenge } from './passkey-challenge.ts';
import { problem } from './problems.ts';
import { counted, knowsPassword, waiting } from './second-factor.ts';
import { validate } from './valid.ts';

/** More devices than anybody carries. */
const MOST_PASSKEYS = 10;

const json = (c: ApiContext): Promise<unknown> => c.req.raw.json().catch(() => null);

function personOf(c: ApiContext): { id: string; name: string; email: string } {
  const person = c.get('user');
  if (person === null) throw new Error('a passkey of nobody');
  return person;
}

export const passkeyView = ({ id, name, createdAt, usedAt }: Passkey): PasskeyView => ({
  id,
  name,
  addedAt: formatInstant(createdAt),
  usedAt: usedAt === null ? null : formatInstant(usedAt),
});

/** A session of its own for whoever showed a passkey: its cookies, or none for somebody who was shut out. */
async function freshSession(c: ApiContext, userId: string, signsIn: boolean): Promise<readonly string[] | undefined> {
  const { db, origin } = c.get('ask');
  if (await isDisabled(db, userId)) return undefined;
  const { headers } = await authFor(c.env, db, origin).api.beginPasskeySession({
    body: { userId, signsIn },
    headers: c.req.raw.headers,
    asResponse: true,
  });
  return headers.getSetCookie();
}

function withCookies(c: ApiContext, body: unknown, cookies: readonly string[]): Response {
  for (const each of cookies) c.header('Set-Cookie', each, { append: true });
  return c.json(body);
}

export const beginPasskey = counted(BeginPasskey, async (c, { password }) => {
  if (!(await knowsPassword(c, password))) return problem(c, { code: 'password-wrong' });
  const { db, origin } = c.get('ask');
  const person = personOf(c);
  const known = await listPasskeys(db, person.id);
  if (known.length >= MOST_PASSKEYS) return problem(c, { code: 'passkeys-full' });
  const options = await creationOptions(origin, person, known);
  await giveChallenge(c, { for: 'adding', challenge: options.challenge, userId: person.id });
  return c.json(options);
});

async function kept(c: ApiContext, passkey: Passkey): Promise<boolean> {
  const { db } = c.get('ask');
  const { id, name } = personOf(c);
  const done = await onRecord(
    c,
    { id, name },
    { action: 'account.passkey-added', payload: { passkey: passkey.id }, statements: [insertPasskey(db, passkey)] },
  );
  if (done === undefined) return keepPasskey(db, passkey);
  if (!done.ok && done.refusal.code !== 'conflict') throw new Error(`passkey not kept: ${done.refusal.code}`);
  return done.ok;
}

/** Both factors were just shown, so the browser goes on in a session that counts as proven. */
export const addPasskey: Handler<ApiEnv> = async (c) => {
  const body = validate(AddPasskey, await json(c));
  if (!body.ok) return problem(c, body.refusal);
  const { now, origin } = c.get('ask');
  const { id: userId } = personOf(c);
  const given = await takeChallenge(c, 'adding');
  if (given?.userId !== userId) return problem(c, { code: 'passkey-too-late' });
  const key = await newKey(origin, given.challenge, body.value.credential);
  if (key === undefined) return problem(c, { code: 'passkey-wrong' });
  const passkey = { id: newId('passkey'), userId, name: body.value.name, ...key, createdAt: now, usedAt: null };
  if (!(await kept(c, passkey))) return problem(c, { code: 'passkey-taken' });
  return withCookies(c, passkeyView(passkey), (await freshSession(c, userId, false)) ?? []);
};

export const removePasskey = counted(RemovePasskey, async (c, { id, password }, userId) => {
  if (!(await knowsPassword(c, password))) return problem(c, { code: 'password-wrong' });
  const { db } = c.get('ask');
  const own = await listPasskeys(db, userId);
  const isThere = (passkeys: readonly Passkey[]) => passkeys.some((each) => each.id === id);
  if (!isThere(own)) return problem(c, { code: 'not-found' });
  // Whatever the removed one began counts no longer; without any factor left this session does not either.
  const stays = own.length > 1 || c.get('secondFactor').authenticator ? (c.get('session') ?? '') : '';
  const { name } = personOf(c);
  const done = await onRecord(
    c,
    { id: userId, name },
    {
      action: 'account.passkey-removed',
      payload: { passkey: id },
      statements: [unproveSessions(db, userId, stays), deletePasskey(db, userId, id)],
      stands: async () => isThere(await listPasskeys(db, userId)),
    },
  );
  if (done === undefined) await dropPasskey(db, userId, id, stays);
  else if (!done.ok) return problem(c, done.refusal);
  return c.json({ status: true });
});

/** Asks for any passkey, or for one of whoever is known already and has to confirm it. */
export const beginPasskeySignIn: Handler<ApiEnv> = async (c) => {
  const body = validate(BeginPasskeySignIn, await json(c));
  if (!body.ok) return problem(c, body.refusal);
  const { db, now, origin, quotas, address } = c.get('ask');
  // Where nothing tells addresses apart, one person's tries must not shut everybody out.
  const ofAddress = address === 'unknown' ? [] : await quotas('passkey.address', address);
  if (ofAddress.length > 0 && !(await useUp(db, ofAddress)))
    return problem(c, { code: 'too-many-requests' }, { 'Retry-After': retryAfter(ofAddress[0]?.endsAt ?? now, now) });
  const userId = body.value.confirm ? (c.get('user')?.id ?? (await waiting(c))) : null;
  if (userId === undefined) return problem(c, { code: 'code-too-late' });
  const known = userId === null ? [] : await listPasskeys(db, userId);
  if (userId !== null && known.length === 0) return problem(c, { code: 'passkey-none' });
  const options = await requestOptions(origin, known);
  await giveChallenge(c, { for: 'signing in', challenge: options.challenge, userId });
  return c.json(options);
};

/** A passkey is held by a device that recognises its holder: it counts as both factors. */
export const finishPasskeySignIn: Handler<ApiEnv> = async (c) => {
  const body = validate(EnterPasskey, await json(c));
  if (!body.ok) return problem(c, body.refusal);
  const { db, now, origin, quotas, address } = c.get('ask');
  const { credential } = body.value;
  const given = await takeChallenge(c, 'signing in');
  if (given === undefined) return problem(c, { code: 'passkey-too-late' });
  const passkey = await findPasskeyByCredential(db, credential.id);
  if (passkey !== undefined) c.set('tried', { userId: passkey.userId });
  const wrong = () => problem(c, { code: 'passkey-wrong' });
  if (passkey === undefined || (given.userId ?? passkey.userId) !== passkey.userId) return wrong();
  const { userHandle } = credential.response;
  if (userHandle != null && userHandle !== handleOf(passkey.userId)) return wrong();
  const counter = await signedCounter(origin, given.challenge, credential, passkey);
  if (counter === undefined || !(await usePasskey(db, passkey.id, counter, now))) return wrong();
  const cookies = await freshSession(c, passkey.userId, true);
  if (cookies === undefined) return wrong();
  for (const each of await quotas('passkey.address', address)) await giveBack(db, each);
  return withCookies(c, { status: true }, cookies);
};
