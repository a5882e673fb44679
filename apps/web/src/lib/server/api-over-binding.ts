import { PROBLEMS } from '@lianchuang/contract/problem-words';
import { CookieJar } from './cookie-jar.ts';
import { ownPart } from './form-key.ts';
import { inTime } from './in-time.ts';
import { baseLocale, extractLocaleFromUrl } from '#lib/paraglide/runtime.js';

type Incoming = {
  request: Request;
  url: URL;
  platform: Readonly<App.Platform> | undefined;
  locals?: Pick<App.Locals, 'unconfirmedKey'>;
};

export const htmlLang = { zh: 'zh-CN', en: 'en' } as const;

function unavailable(instance: string): Response {
  const problem = { code: 'unavailable', title: '503', status: 503, instance };
  return Response.json(problem, { status: 503, headers: { 'content-type': 'application/problem+json' } });
}

/** Nobody knows whether the change was made: it may be, also after this answer. */
function notConfirmed(instance: string, locale: 'zh' | 'en'): Response {
  const code = 'not-confirmed';
  const { status, title, detail } = PROBLEMS[code];
  const problem = {
    type: `/problems/${code}`,
    code,
    status,
    title: title[locale],
    detail: detail({})[locale],
    instance,
  };
  return Response.json(problem, { status, headers: { 'content-type': 'application/problem+json' } });
}

/** Who waited for a change already does not wait as long again for each part of the page around it. */
const AFTER_DOUBT_MS = 2_000;

function apiBinding(platform: Incoming['platform']): Fetcher | undefined {
  return platform?.env.API;
}

/** In development only, where Vite and not `worker/front.ts` receives the request: method, headers and body as they came, plus the request id. */
export async function forward(event: Incoming, requestId: string): Promise<Response> {
  const binding = apiBinding(event.platform);
  if (!binding) return unavailable(requestId);
  const headers = new Headers(event.request.headers);
  headers.set('x-request-id', requestId);
  return binding.fetch(new Request(event.request, { headers, redirect: 'manual' }));
}

/** A fetch for load functions and actions; cookies set by one call are sent with the next and kept for the browser. */
export function apiFor(event: Incoming, requestId: string, patienceMs?: number): { api: typeof fetch; jar: CookieJar } {
  const jar = new CookieJar(event.request.headers.get('cookie'));
  const { url } = event;
  const locale = extractLocaleFromUrl(url) ?? baseLocale;
  const passed = ['user-agent', 'cf-connecting-ip', 'x-forwarded-for', 'x-real-ip'] as const;
  const original = event.request.headers;
  const isInDoubt = () => event.locals?.unconfirmedKey !== undefined;

  const api: typeof fetch = async (input, init) => {
    const binding = apiBinding(event.platform);
    if (!binding) return unavailable(requestId);
    const target = input instanceof Request ? input.url : new URL(input, url.origin);
    const request = input instanceof Request ? new Request(input, init) : new Request(target, init);
    const headers = new Headers(request.headers);
    const cookie = jar.header();
    if (cookie) headers.set('cookie', cookie);
    for (const name of passed) {
      const value = original.get(name);
      if (value) headers.set(name, value);
    }
    headers.set('accept-language', htmlLang[locale]);
    headers.set('origin', url.origin);
    headers.set('x-request-id', requestId);
    const sent = new Request(request, { headers, redirect: 'manual' });
    const reads = sent.method === 'GET' || sent.method === 'HEAD';
    const lost = (what: string, reason: string) => {
      console.error(JSON.stringify({ level: 'error', event: what, requestId, reason }));
      // A page cannot show its form again while the API is silent: what it has to say is that nobody knows.
      if (reads) return isInDoubt() ? notConfirmed(requestId, locale) : unavailable(requestId);
      const key = headers.get('idempotency-key');
      if (event.locals !== undefined && key !== null) event.locals.unconfirmedKey = ownPart(key);
      return notConfirmed(requestId, locale);
    };
    try {
      const response = await inTime(binding.fetch(sent), reads && isInDoubt() ? AFTER_DOUBT_MS : patienceMs);
      if (response === undefined) return lost('api-late', sent.method);
      jar.take(response.headers.getSetCookie());
      return response;
    } catch (cause) {
      return lost('api-unreachable', String(cause));
    }
  };
  return { api, jar };
}
