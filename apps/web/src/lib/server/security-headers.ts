const fixed = {
  'x-content-type-options': 'nosniff',
  // Origin must survive on our own form posts, so not `no-referrer`; other sites learn nothing.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

export function secure(headers: Headers, url: URL): void {
  for (const [name, value] of Object.entries(fixed)) headers.set(name, value);
  if (url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  // Kit leaves it out and trusts the meta element.
  if (headers.get('content-type') === 'text/html') headers.set('content-type', 'text/html; charset=utf-8');
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}
