import { sha256 } from '@lianchuang/db/ids';
import { findAnswer } from '@lianchuang/db/outbox/read';
import type { MiddlewareHandler } from 'hono';
import type { ApiContext, ApiEnv, Ask } from './context.ts';
import { problem } from './problems.ts';

/** Answers a keyed request again from what was kept; undefined when nothing was. */
async function kept(c: ApiContext, keyed: NonNullable<Ask['keyed']>): Promise<Response | undefined> {
  const answer = await findAnswer(c.get('ask').db, keyed.caller, keyed.key);
  if (answer === undefined) return undefined;
  if (answer.requestHash !== keyed.requestHash) return problem(c, { code: 'idempotency-key-reused' });
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'Idempotent-Replay': 'true',
    },
  });
}

/**
 * The same `Idempotency-Key` with the same body gets the first answer again, with another body 422. The key belongs to the
 * person who sent it; the answer is kept in the batch that made it, so a lost reply is answered by the retry.
 */
export const idempotent: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const key = c.req.header('Idempotency-Key');
  if (key === undefined || ['GET', 'HEAD'].includes(c.req.method)) return next();
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    return problem(c, { code: 'invalid-input', errors: [{ pointer: '/headers/Idempotency-Key', code: 'malformed' }] });
  }
  const caller = c.get('viewer')?.userId ?? 'public';
  const requestHash = await sha256(`${c.req.method} ${c.req.path}\n${c.get('body')?.text ?? ''}`);
  const keyed = { caller, key, requestHash };
  const before = await kept(c, keyed);
  if (before !== undefined) return before;
  c.set('ask', { ...c.get('ask'), keyed });
  await next();
  // Two equal requests at once: the second loses the race on the key and gets the first one's answer.
  if (c.res.status >= 400) {
    const meanwhile = await kept(c, keyed);
    if (meanwhile !== undefined) c.res = meanwhile;
  }
  return undefined;
};
