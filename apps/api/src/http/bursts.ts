import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './context.ts';
import { problem } from './problems.ts';

/** The period of the binding in wrangler.jsonc. */
const PERIOD_SECONDS = '60';

/** Holds back a caller who asks for too much at once where nothing is written that could be counted: a person, or else an address. */
export const noBursts: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const allowed = await c.env.BURSTS?.limit({ key: c.get('user')?.id ?? c.get('ask').address });
  return allowed?.success === false
    ? problem(c, { code: 'too-many-requests' }, { 'Retry-After': PERIOD_SECONDS })
    : next();
};
