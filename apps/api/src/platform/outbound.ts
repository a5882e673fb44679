const PATIENCE_MS = 10_000;

/** A call to a server outside, to named hosts only: HTTPS, no redirect, no waiting without end. */
export type Outbound = (url: URL, init: RequestInit) => Promise<Response>;

/** The hosts that an installation may call. `plain` lets a test's own server on this machine be called without TLS. */
export function outboundTo(hosts: readonly string[], { plain = false } = {}): Outbound {
  return (url, init) => {
    const isOwn = plain && url.protocol === 'http:' && url.hostname === '127.0.0.1';
    if (!hosts.includes(url.host) || url.username !== '' || !(url.protocol === 'https:' || isOwn))
      return Promise.reject(new Error(`not an allowed host: ${url.host}`));
    // eslint-disable-next-line no-restricted-globals -- the one place that calls outside, and named hosts only
    return fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  };
}
