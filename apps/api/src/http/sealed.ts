import { oldestUncovered } from '@lianchuang/db/seals/read';
import { SEAL_GRACE_SECONDS, sealingOverdue } from '@lianchuang/domain/seals';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './context.ts';
import { problem } from './problems.ts';

const RETRY_SECONDS = '600';

/**
 * An office decides only while its decisions are being sealed: what nobody outside could confirm later is not begun. Reading,
 * drafting and signing go on.
 */
export const whileSealing: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const decides = c.req.method !== 'GET' && (c.get('viewer')?.offices.length ?? 0) > 0;
  if (!decides) return next();
  const { db, now } = c.get('ask');
  const grace = Number(c.env.SEAL_GRACE_SECONDS ?? SEAL_GRACE_SECONDS);
  return sealingOverdue(await oldestUncovered(db), now, grace)
    ? problem(c, { code: 'sealing-stopped' }, { 'Retry-After': RETRY_SECONDS })
    : next();
};
