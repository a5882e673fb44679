import { createHash } from 'node:crypto';
import type { Refusal, Result } from '@lianchuang/domain/kernel';
import type { ApiContext } from './context.ts';
import { retryAfter } from './limits.ts';
import { problem } from './problems.ts';
import { sendPublicRead } from './public-reads.ts';

/** What a verb gives back: a view and, when the request carried a key, the kept text of the answer. */
export type Status = 200 | 201;

const json = (text: string, status: number, headers: Record<string, string>): Response =>
  new Response(text, { status, headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers } });

/** A quota's refusal says when to come back; what waited too long may be sent again at once. */
function refused(c: ApiContext, refusal: Refusal): Response {
  if (refusal.code === 'not-accepted') return problem(c, refusal, { 'Retry-After': '1' });
  const until = refusal['until'];
  const waits = typeof until === 'number' ? { 'Retry-After': retryAfter(until, c.get('ask').now) } : {};
  return problem(c, refusal, waits);
}

/**
 * Turns a verb's result into an answer for the person who asked; never cached. The declared response type of a route
 * stands in the OpenAPI document, so the handler hands over a plain Response here.
 */
export function answer<T>(c: ApiContext, result: Result<T>, status: Status = 200): never {
  if (!result.ok) return refused(c, result.refusal) as never;
  const version = (result.value as { version?: unknown } | null)?.version;
  return json(JSON.stringify(result.value), status, {
    'Cache-Control': 'no-store',
    ...(typeof version === 'number' ? { ETag: `"${version}"` } : {}),
  }) as never;
}

/** A public answer: the same for everybody, cacheable, with an entity tag and 304 for who has it already. */
export function publicAnswer<T>(c: ApiContext, result: Result<T>): never {
  if (!result.ok) return problem(c, result.refusal) as never;
  const body = new TextEncoder().encode(JSON.stringify(result.value));
  const tag = `W/"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
  c.set('publicRead', { body, tag });
  return sendPublicRead(c, { body, tag }) as never;
}

/** The version of an `If-Match` header: a number, `undefined` when absent, `null` when unreadable. */
export function ifMatch(c: ApiContext): number | null | undefined {
  const given = c.req.header('If-Match');
  if (given === undefined || given.trim() === '*') return undefined;
  const match = /^(?:W\/)?"?(\d{1,15})"?$/.exec(given.trim());
  return match === null ? null : Number(match[1]);
}

/** A file to keep, under a name in Chinese; `Repr-Digest` tells equal ones. Never run by a browser, never cached on the way. */
export function document(bytes: Uint8Array, name: string): never {
  const digest = createHash('sha256').update(bytes).digest('base64');
  return new Response(bytes, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="document.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'no-store',
      'Repr-Digest': `sha-256=:${digest}:`,
    },
  }) as never;
}
