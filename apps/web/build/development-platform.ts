import type { Adapter } from '@sveltejs/kit';

/** In `dev` the API runs in a workerd of its own and is rebuilt under a running Vite: the binding is plain HTTP to it. */
export function withApiAt(url: string, adapter: Adapter): Adapter {
  const API = {
    fetch(input: Request | string, settings?: RequestInit) {
      const request = new Request(input, settings);
      const { pathname, search } = new URL(request.url);
      const { method, headers, body } = request;
      const init = body ? { method, headers, body, duplex: 'half' } : { method, headers };
      return fetch(new URL(pathname + search, url), { ...init, redirect: 'manual' });
    },
  };
  const env = { ENVIRONMENT: 'demo', API } as unknown as App.Platform['env'];
  return { ...adapter, emulate: () => ({ platform: () => ({ env }) as App.Platform }) };
}
