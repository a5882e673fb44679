import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * The same product behind an address of its own where a release can be put in place of the one before: the worker's script is
 * another one, and the files of the former release are gone from the server.
 */
export async function behindReleases(target: string) {
  const { hostname, port, origin } = new URL(target);
  let released = false;

  function pass(given: IncomingMessage, answer: ServerResponse): void {
    const path = given.url ?? '/';
    if (released && path.startsWith('/_app/immutable/')) {
      answer.writeHead(404).end();
      return;
    }
    const headers = { ...given.headers, host: new URL(target).host };
    if (path === '/service-worker.js') {
      // As a whole and as text, so that something can be written behind it.
      delete headers['if-none-match'];
      headers['accept-encoding'] = 'identity';
    }
    if (headers.origin) headers.origin = origin;
    if (headers.referer) headers.referer = headers.referer.replace(/^https?:\/\/[^/]+/, origin);
    const asked = request({ hostname, port, path, method: given.method, headers }, (found) => {
      const isWorker = path === '/service-worker.js';
      const { 'content-length': length, ...rest } = found.headers;
      answer.writeHead(found.statusCode ?? 500, isWorker || length === undefined ? rest : found.headers);
      found.pipe(answer, { end: false });
      found.on('end', () => answer.end(isWorker && released ? '\n// the next release\n' : undefined));
    });
    asked.on('error', () => answer.destroy());
    given.pipe(asked);
  }

  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const at = server.address();
  return {
    url: `http://localhost:${typeof at === 'object' && at ? at.port : 0}`,
    release: () => (released = true),
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
