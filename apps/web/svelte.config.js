import cloudflare from '@sveltejs/adapter-cloudflare';
import { withApiAt } from './build/development-platform.ts';

const { API_URL } = process.env;
const adapter = cloudflare({ config: 'kit.wrangler.jsonc' });

/** @type {import('@sveltejs/kit').Config} */
const config = {
  compilerOptions: { runes: true },
  kit: {
    adapter: API_URL ? withApiAt(API_URL, adapter) : adapter,
    inlineStyleThreshold: 0,
    // Our own check in hooks.server.ts covers every content type and answers with a page one can read.
    csrf: { trustedOrigins: ['*'] },
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self'],
        // The one style attribute on our pages: Kit's hidden announcer of page changes.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'data:', 'blob:'],
        'connect-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none'],
      },
    },
    version: { pollInterval: 0 },
  },
};

export default config;
