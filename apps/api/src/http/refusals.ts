import { recordRefusal, recordStranger } from '@lianchuang/db/refusals/record';
import type { MiddlewareHandler } from 'hono';
import type { ApiContext, ApiEnv } from './context.ts';
import { countedAs } from './limits.ts';

/** What somebody was not allowed to do, or tried to change and could not; what was merely filled in wrongly is no attempt. */
const isAttempt = (method: string, status: number): boolean =>
  status === 403 ||
  (method !== 'GET' && (status === 401 || status === 404 || status === 409 || status === 429 || status >= 500));

/** Of a stranger: a sign-in, a code or a change that was refused; who only looks where a sign-in is asked for tries nothing. */
const isStrangers = (method: string, status: number): boolean =>
  !['GET', 'HEAD', 'OPTIONS'].includes(method) && [401, 403, 429].includes(status);

/** What the sign-in library refuses itself has no code of ours. */
function codeOf(c: ApiContext): string {
  const told = c.get('refused');
  if (told !== undefined) return told;
  if (c.res.status >= 500) return 'internal-error';
  return c.res.status === 401 ? 'password-wrong' : 'not-allowed';
}

async function record(c: ApiContext): Promise<void> {
  const viewer = c.get('viewer');
  const { method, path } = c.req;
  const { status } = c.res;
  const { db, now, address } = c.get('ask');
  const refusal = {
    at: now,
    requestId: c.get('requestId'),
    method,
    // An invitation's token is a secret.
    path: path.replace(/(invitations\/)[^/]+/, '$1…').slice(0, 300),
    status,
    code: codeOf(c),
  };
  if (viewer !== null) {
    if (!isAttempt(method, status)) return;
    const jurisdiction = viewer.offices[0]?.jurisdiction ?? null;
    await recordRefusal(db, { ...refusal, userId: viewer.userId, jurisdiction });
  } else if (isStrangers(method, status)) {
    await recordStranger(db, { ...refusal, address: await countedAs(c.env, address), tried: c.get('tried') });
  }
}

/** Puts refused and failed attempts on record, for the auditor. */
export const refusalsOnRecord: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next();
  try {
    await record(c);
  } catch {
    // The refusal stands; that it is not on record goes to the log, without the path and who it was.
    console.error(JSON.stringify({ at: 'refusals', id: c.get('requestId'), error: 'not recorded' }));
  }
};
