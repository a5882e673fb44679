import pages from '../.svelte-kit/cloudflare/_worker.js';
import { withCacheStatus } from './cache-status.ts';
import { aGate } from './gate.ts';

type Env = { readonly API: Fetcher };

const gate = aGate();

/**
 * The Worker that owns the public origin. The API has a route of its own there; what comes by here all the same (`/api`
 * itself, a deployment without that route) is passed on, so that the adapter's cache, which knows addresses but not
 * languages, never sees an answer of the API.
 */
export default {
  async fetch(request, env, context) {
    const { pathname } = new URL(request.url);
    if (pathname !== '/api' && !pathname.startsWith('/api/'))
      return withCacheStatus(await gate(request, () => Promise.resolve(pages.fetch(request, env, context))));
    try {
      return await env.API.fetch(request);
    } catch (cause) {
      console.error(JSON.stringify({ level: 'error', event: 'api-unreachable', reason: String(cause) }));
      const problem = { type: '/problems/too-busy', title: '暂时繁忙', status: 503, code: 'too-busy' };
      const headers = { 'content-type': 'application/problem+json', 'retry-after': '5', 'cache-control': 'no-store' };
      return new Response(JSON.stringify(problem), { status: 503, headers });
    }
  },
} satisfies ExportedHandler<Env>;
