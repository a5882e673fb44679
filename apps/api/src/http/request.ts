import { open } from '@lianchuang/db/client';
import { metered, noCost } from '@lianchuang/db/meter';
import type { MiddlewareHandler } from 'hono';
import { now } from '../platform/clock.ts';
import { channelsOf, ring } from '../platform/post.ts';
import { addressOf } from './address.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { quotasAt } from './limits.ts';
import { problem } from './problems.ts';

const MOST_URL = 8_192;

function originOf(url: string, settled: string, environment: string): string {
  // Only a demonstration is reached under several names of the same machine; elsewhere the setting is the truth.
  return environment === 'production' ? settled : new URL(url).origin;
}

/** Lets work go on after the answer; a test calls without a platform that would wait for it. */
export function afterwards(c: ApiContext, work: Promise<void>): void {
  try {
    c.executionCtx.waitUntil(work);
  } catch {
    void work;
  }
}

/** Opens the request: clock read once, language, database with its bill, request id; closes it with cost and headers. */
export const opened: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const given = c.req.header('X-Request-Id') ?? '';
  const requestId = /^req_[a-z0-9]{8,40}$/.test(given)
    ? given
    : `req_${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`;
  c.set('requestId', requestId);
  c.set('viewer', null);
  c.set('user', null);
  c.set('sessionStartedAt', null);
  c.set('secondFactor', { enrolled: false, authenticator: false, passkey: false, proven: false, needed: false });
  const { DB, SEARCH, ENVIRONMENT, ORIGIN } = c.env;
  const at = now();
  c.set('ask', {
    db: open(DB, SEARCH),
    now: at,
    clock: now,
    locale: /^\s*en\b/i.test(c.req.header('Accept-Language') ?? '') ? 'en' : 'zh',
    demonstration: ENVIRONMENT === 'demo',
    origin: originOf(c.req.url, ORIGIN, ENVIRONMENT),
    keyed: null,
    address: addressOf(c.req.raw.headers, ENVIRONMENT),
    quotas: quotasAt(c.env, at),
    channels: channelsOf(c.env),
  });
  const cost = noCost();
  if (c.req.url.length > MOST_URL) c.res = problem(c, { code: 'uri-too-long' });
  else await metered(cost, next);
  if (cost.messages > 0) afterwards(c, ring(c.env));
  // Every answer is made here, so its headers may be set where they are; a copy of each answer would cost more than its route.
  const { headers } = c.res;
  headers.set('X-Request-Id', requestId);
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'no-referrer');
  if (c.get('ask').origin.startsWith('https:'))
    headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  if (!headers.has('Content-Security-Policy'))
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  // The framework and the sign-in library leave the character set out.
  if (headers.get('Content-Type') === 'application/json')
    headers.set('Content-Type', 'application/json; charset=utf-8');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  if (ENVIRONMENT !== 'production') {
    const { queries, rowsRead, rowsWritten, milliseconds } = cost;
    headers.set(
      'Server-Timing',
      `d1;dur=${milliseconds.toFixed(2)};desc="queries=${queries} rows_read=${rowsRead} rows_written=${rowsWritten}"`,
    );
  }
};

const USUAL = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'];

/** Where a request brings bytes in place of JSON: the chunks of a file. */
export const bringsBytes = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'PUT' && /^\/api\/v1\/attachments\/[^/]+\/chunks\/[^/]+$/.test(path);

/** What is put in its place whole: a chunk, and where somebody is writing. */
const isPut = ({ method, path }: { method: string; path: string }): boolean =>
  bringsBytes({ method, path }) || (method === 'PUT' && /^\/api\/v1\/filings\/[^/]+\/presence$/.test(path));

/** A method that no route has is told so before anybody is asked to sign in. */
export const usualMethods: MiddlewareHandler<ApiEnv> = async (c, next) =>
  USUAL.includes(c.req.method) || isPut(c.req) ? next() : c.notFound();

/** A query names each parameter once. */
export const singleQuery: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const seen = new Set<string>();
  for (const name of new URL(c.req.url).searchParams.keys()) {
    if (seen.has(name)) return problem(c, { code: 'malformed-query', name });
    seen.add(name);
  }
  return next();
};

const SESSION_COOKIE = /(?:^|;)\s*(?:__Host-)?(?:session|second-step|passkey|phone-code|mail-code)=/;

/**
 * A change has to come from this site, whatever its content type. Without Origin, a request that brings a session cookie has to
 * be called same-origin by the browser itself; without a cookie there is nothing that a forged click could use.
 */
export const sameOrigin: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return next();
  const origin = c.req.header('Origin');
  const site = c.req.header('Sec-Fetch-Site');
  const isSilent = site === undefined && !SESSION_COOKIE.test(c.req.header('Cookie') ?? '');
  const own = origin === undefined ? site === 'same-origin' || isSilent : origin === c.get('ask').origin;
  return own ? next() : problem(c, { code: 'foreign-origin' });
};
