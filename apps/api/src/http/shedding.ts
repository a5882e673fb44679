import type { MiddlewareHandler } from 'hono';
import type { ApiContext, ApiEnv } from './context.ts';
import { problem } from './problems.ts';

/** What may wait: reading first, then drafting; what a deadline hangs on comes last. */
type Rank = 'reading' | 'drafting' | 'submitting';

/**
 * So many requests may be under way in this isolate before one of a rank is sent away. D1 works one query at a time: whatever
 * waits longer than these would be answered to nobody. The figures come from the load command (docs/measurements-trust.md).
 */
export const MOST_UNDER_WAY: Readonly<Record<Rank, number>> = { reading: 32, drafting: 64, submitting: 160 };
const RETRY_SECONDS = '2';

let underWay = 0;

function rankOf(method: string, path: string): Rank {
  if (method === 'GET' || method === 'HEAD') return 'reading';
  return /\/actions\/|\/objections$|\/accept$|\/api\/auth\//.test(path) ? 'submitting' : 'drafting';
}

/** Sends a request away at once, with the time to come back, when more is under way than can be answered in good time. */
export const shedding: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { method, path } = c.req;
  if (underWay >= MOST_UNDER_WAY[rankOf(method, path)]) return tooBusy(c);
  underWay += 1;
  try {
    await next();
  } finally {
    underWay -= 1;
  }
};

/** Nothing was done, and asking at once would not help. */
export function tooBusy(c: ApiContext): Response {
  return problem(c, { code: 'too-busy' }, { 'Retry-After': RETRY_SECONDS });
}
