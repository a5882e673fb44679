import { findViewer } from '@lianchuang/db/organizations/read';
import type { MiddlewareHandler } from 'hono';
import { authFor } from '../platform/auth.ts';
import type { ApiContext, ApiEnv, SignedAsk } from './context.ts';
import { problem } from './problems.ts';

/** Two session cookies at once come from somebody who planted one of them: neither counts. */
function hasTwoSessions(c: ApiContext): boolean {
  const names = (c.req.header('Cookie') ?? '').split(';').map((each) => each.split('=')[0]?.trim() ?? '');
  return names.filter((each) => each === 'session' || each === '__Host-session').length > 1;
}

/** Finds out who asks, once per request; nobody without a valid session. */
async function identify(c: ApiContext): Promise<void> {
  if (hasTwoSessions(c)) return;
  const { db, origin } = c.get('ask');
  const session = await authFor(c.env, db, origin).api.getSession({ headers: c.req.raw.headers });
  if (session === null) return;
  const { id, name, email } = session.user;
  c.set('user', { id, name, email });
  c.set('viewer', await findViewer(db, { id, name }));
}

/** Only for those who signed in. */
export const signedIn: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await identify(c);
  return c.get('viewer') === null ? problem(c, { code: 'not-signed-in' }) : next();
};

/** For routes that answer everybody but say more to those who signed in. */
export const recognised: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await identify(c);
  return next();
};

/** The request's ask with its viewer; only behind `signedIn`. */
export function signedAsk(c: ApiContext): SignedAsk {
  const viewer = c.get('viewer');
  if (viewer === null) throw new Error('signedAsk outside signedIn');
  return { ...c.get('ask'), viewer };
}
