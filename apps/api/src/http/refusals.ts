import { recordRefusal } from '@lianchuang/db/refusals/record';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './context.ts';

/** What somebody was not allowed to do, or tried to change and could not; what was merely filled in wrongly is no attempt. */
const isAttempt = (method: string, status: number): boolean =>
  status === 403 || (method !== 'GET' && (status === 404 || status === 409 || status >= 500));

/** Puts refused and failed attempts of signed-in people on record, for the auditor. */
export const refusalsOnRecord: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next();
  const viewer = c.get('viewer');
  const { method, path } = c.req;
  const { status } = c.res;
  if (viewer === null || !isAttempt(method, status)) return;
  const { db, now } = c.get('ask');
  const requestId = c.get('requestId');
  try {
    await recordRefusal(db, {
      at: now,
      requestId,
      userId: viewer.userId,
      jurisdiction: viewer.offices[0]?.jurisdiction ?? null,
      method,
      // An invitation's token is a secret.
      path: path.replace(/\/invitations\/[^/]+/, '/invitations/…').slice(0, 300),
      status,
      code: c.get('refused') ?? 'internal-error',
    });
  } catch {
    // The refusal stands; that it is not on record goes to the log, without the path and who it was.
    console.error(JSON.stringify({ at: 'refusals', id: requestId, error: 'not recorded' }));
  }
};
