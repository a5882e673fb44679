import type { Instant } from '@lianchuang/domain/kernel';
import type { MiddlewareHandler } from 'hono';
import type { ApiContext, ApiEnv, PublicRead } from './context.ts';

/** How long an answer that is the same for everybody may be told again: what its `Cache-Control` promises. */
const FRESH_SECONDS = 10;
const MOST_KEPT = 256;
const MOST_BYTES = 65_536;

type Kept = PublicRead & { readonly at: Instant };

/** Steps of a case and objections; what is typed into a draft, and who signs in, is nobody else's to read. */
const CHANGES_WHAT_IS_PUBLIC = /\/actions\/|\/objections$/;

/** Of these, steps before anything is published: they move a case from one counted stage to the next and change nothing else. */
const CHANGES_COUNTS =
  /\/actions\/(?:complete|submit|resubmit|sign|refuse|waive|recommend|return|accept|request_correction|start_review|conclude_review)$/;
const COUNTS = /\/statistics\b/;

const kept = new Map<string, Kept>();
let changes = 0;

/** Forgets every kept answer of this isolate: after each change of what is public, so that whoever changed something reads it. */
export function forgetPublicReads(): void {
  changes += 1;
  kept.clear();
}

function forgetCounts(): void {
  changes += 1;
  for (const key of kept.keys()) if (COUNTS.test(key)) kept.delete(key);
}

/** Sends a public answer: 304 to whoever has it already, with its age when it is told again (RFC 9211 says which it was). */
export function sendPublicRead(c: ApiContext, { body, tag }: PublicRead, ageSeconds?: number): Response {
  const headers = {
    'Cache-Control': `public, max-age=${FRESH_SECONDS}, stale-while-revalidate=20`,
    ETag: tag,
    Vary: 'Accept-Language',
    'Content-Language': c.get('ask').locale === 'zh' ? 'zh-CN' : 'en',
    'Cache-Status': ageSeconds === undefined ? 'lianchuang; fwd=miss' : 'lianchuang; hit',
    ...(ageSeconds !== undefined && ageSeconds > 0 ? { Age: String(ageSeconds) } : {}),
  };
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((each) => each.trim());
  return known.includes(tag) || known.includes('*')
    ? new Response(null, { status: 304, headers })
    : new Response(body, {
        status: 200,
        headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
      });
}

/**
 * Tells a public answer again from memory for as long as it is fresh, without asking the database. Every other isolate learns of
 * a change when its own answers have aged: ten seconds at most, which is what caches outside were promised anyway.
 */
export const publicReads: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (c.req.method !== 'GET') {
    await next();
    if (CHANGES_COUNTS.test(c.req.path)) forgetCounts();
    else if (CHANGES_WHAT_IS_PUBLIC.test(c.req.path)) forgetPublicReads();
    return;
  }
  const seconds = Number(c.env.PUBLIC_READ_SECONDS ?? FRESH_SECONDS);
  const { now, locale } = c.get('ask');
  const { url } = c.req;
  const key = `${locale} ${url}`;
  const known = kept.get(key);
  const age = known === undefined ? Infinity : now - known.at;
  if (known !== undefined && age >= 0 && age < seconds * 1000)
    return sendPublicRead(c, known, Math.floor(age / 1000)) as never;
  const before = changes;
  await next();
  const made = c.get('publicRead');
  if (made === undefined || made.body.length > MOST_BYTES || seconds === 0 || before !== changes) return;
  kept.delete(key);
  kept.set(key, { ...made, at: now });
  const eldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined;
  if (eldest !== undefined) kept.delete(eldest);
};
