import { hasPasskey } from '@lianchuang/db/accounts/passkeys';
import { findViewer } from '@lianchuang/db/organizations/read';
import { touchSession } from '@lianchuang/db/unlogged';
import { mailOf } from '@lianchuang/domain/accounts';
import { maskContact } from '@lianchuang/domain/identifiers';
import { sessionOver, useToNote } from '@lianchuang/domain/organizations';
import type { MiddlewareHandler } from 'hono';
import { authFor } from '../platform/auth.ts';
import type { Env } from '../platform/env.ts';
import type { ApiContext, ApiEnv, SignedAsk } from './context.ts';
import { problem } from './problems.ts';

/** Two session cookies at once come from somebody who planted one of them: neither counts. */
function hasTwoSessions(c: ApiContext): boolean {
  const names = (c.req.header('Cookie') ?? '').split(';').map((each) => each.split('=')[0]?.trim() ?? '');
  return names.filter((each) => each === 'session' || each === '__Host-session').length > 1;
}

/** Tests play weeks in one session; nothing else reads the setting. */
const isEndless = ({ ENVIRONMENT, ENDLESS_SESSIONS }: Env): boolean =>
  ENVIRONMENT === 'test' && ENDLESS_SESSIONS === 'true';

/** A demonstration offers the second factor, everything else demands it; tests of other things play without. */
const isDemanded = ({ ENVIRONMENT, SECOND_FACTOR_OPTIONAL }: Env): boolean =>
  ENVIRONMENT !== 'demo' && !(ENVIRONMENT === 'test' && SECOND_FACTOR_OPTIONAL === 'true');

/** Finds out who asks, once per request; nobody without a valid session. */
async function identify(c: ApiContext): Promise<void> {
  if (hasTwoSessions(c)) return;
  const { db, origin, now } = c.get('ask');
  const session = await authFor(c.env, db, origin).api.getSession({ headers: c.req.raw.headers });
  if (session === null) return;
  const { id, name, disabledAt, twoFactorEnabled, phoneNumber } = session.user;
  if (disabledAt != null) return;
  const [viewer, passkey] = await Promise.all([findViewer(db, { id, name }), hasPasskey(db, id)]);
  if (!isEndless(c.env)) {
    const { startedAt, seenAt } = session.session;
    const times = { startedAt: startedAt ?? 0, seenAt: seenAt ?? 0 };
    if (sessionOver(times, viewer, now)) return;
    if (useToNote(times, now)) await touchSession(db, session.session.id, now);
  }
  const phone = phoneNumber == null ? null : maskContact(phoneNumber);
  c.set('user', { id, name, email: mailOf(session.user.email), phone });
  c.set('viewer', viewer);
  const authenticator = twoFactorEnabled === true;
  const enrolled = authenticator || passkey;
  const proven = enrolled && session.session.secondFactorAt != null;
  const needed = viewer.offices.length > 0 && !proven && (enrolled || isDemanded(c.env));
  c.set('session', session.session.id);
  c.set('sessionStartedAt', session.session.startedAt ?? null);
  c.set('secondFactor', { enrolled, authenticator, passkey, proven, needed });
}

/** What an officer reaches by password alone: one's own account, and there the second factor. */
const isOwnAccount = (path: string): boolean => path.startsWith('/api/auth/') || /^\/api\/v1\/me(\/|$)/.test(path);

/** Only for those who signed in. */
export const signedIn: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await identify(c);
  if (c.get('viewer') === null) return problem(c, { code: 'not-signed-in' });
  if (c.get('secondFactor').needed && !isOwnAccount(c.req.path)) return problem(c, { code: 'second-factor-needed' });
  return next();
};

/** For routes that answer everybody but say more to those who signed in. */
export const recognised: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await identify(c);
  const viewer = c.get('viewer');
  if (viewer !== null && c.get('secondFactor').needed) c.set('viewer', { ...viewer, offices: [] });
  return next();
};

/** The request's ask with its viewer; only behind `signedIn`. */
export function signedAsk(c: ApiContext): SignedAsk {
  const viewer = c.get('viewer');
  if (viewer === null) throw new Error('signedAsk outside signedIn');
  return { ...c.get('ask'), viewer };
}

/** The old session of a browser that signs in again is over: the new one takes its place. */
export const replacing: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const old = c.req.header('Cookie');
  await next();
  if (old === undefined || c.res.status >= 400 || hasTwoSessions(c)) return;
  const { db, origin } = c.get('ask');
  await authFor(c.env, db, origin).api.signOut({ headers: new Headers({ Cookie: old }) });
};
