/** Says on a public page whether the adapter's cache gave it (RFC 9211); what is one person's is left as it is. */
export function withCacheStatus(answer: Response): Response {
  const { headers } = answer;
  const isPublicPage =
    /^public\b/.test(headers.get('cache-control') ?? '') && (headers.get('content-type') ?? '').startsWith('text/html');
  if (!isPublicPage) return answer;
  // What a cache answers cannot be changed where it is.
  const told = new Response(answer.body, answer);
  const isHit = headers.get('cf-cache-status') === 'HIT';
  told.headers.set('cache-status', isHit ? 'lianchuang; hit' : 'lianchuang; fwd=miss');
  return told;
}
