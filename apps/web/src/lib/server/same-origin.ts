const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Writes come from our own pages, whatever their content type. Some in-app browsers send no Origin;
 * then Sec-Fetch-Site, which a page cannot forge, has to say so.
 */
export function isOwnWrite(request: Request, url: URL): boolean {
  if (reads.has(request.method)) return true;
  const origin = request.headers.get('origin');
  if (origin !== null) return origin === url.origin;
  return request.headers.get('sec-fetch-site') === 'same-origin';
}
