import type { Handle, HandleServerError } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { apiFor, forward, htmlLang } from '#lib/server/api-over-binding.ts';
import { askMe } from '#lib/server/me.ts';
import { isOwnWrite } from '#lib/server/same-origin.ts';
import { secure } from '#lib/server/security-headers.ts';
import { m } from '#lib/paraglide/messages.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';

const connect: Handle = async ({ event, resolve }) => {
  const requestId = `req_${crypto.randomUUID().replaceAll('-', '')}`;
  event.locals.requestId = requestId;
  if (event.url.pathname.startsWith('/api/')) return forward(event, requestId);

  const { api, jar } = apiFor(event, requestId);
  let asked: ReturnType<typeof askMe> | undefined;
  event.locals.api = api;
  event.locals.me = () => (asked ??= askMe(api));

  const answer = isOwnWrite(event.request, event.url) ? await resolve(event) : await refuse(event.fetch);
  const response = new Response(answer.body, answer);
  // The service worker keeps pages for a time without network: each says whose it is.
  const me = await asked?.catch(() => null);
  if (me) response.headers.set('x-person', me.user.id);
  for (const line of jar.lines) response.headers.append('set-cookie', line);
  if (jar.lines.length > 0) response.headers.set('cache-control', 'private, no-store');
  secure(response.headers, event.url);
  response.headers.set('x-request-id', requestId);
  return response;
};

async function refuse(fetchPage: typeof fetch): Promise<Response> {
  const page = await fetchPage('/problems/foreign-origin');
  const headers = new Headers(page.headers);
  headers.set('cache-control', 'private, no-store');
  headers.delete('etag');
  return new Response(page.body, { status: 403, headers });
}

const speak: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ request, locale }) => {
    event.request = request;
    return resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', htmlLang[locale]),
      filterSerializedResponseHeaders: (name) => name === 'content-type',
    });
  });

export const handle = sequence(connect, speak);

export const handleError: HandleServerError = ({ error, event, status }) => {
  const { requestId } = event.locals;
  if (status === 404) return { message: m['ui.error.not_found'](), code: 'not-found', status, requestId };
  console.error(
    JSON.stringify({
      level: 'error',
      event: 'page-failed',
      requestId,
      route: event.route.id,
      status,
      stack: error instanceof Error ? error.stack : String(error),
    }),
  );
  return { message: m['ui.error.fault'](), code: 'internal', status, requestId };
};
