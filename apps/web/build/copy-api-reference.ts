import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// The reference page of the API is shown with files served from here, never from a public CDN.
const main = createRequire(import.meta.url).resolve('@scalar/api-reference');
const target = new URL('../static/api-reference/', import.meta.url).pathname;
mkdirSync(target, { recursive: true });
copyFileSync(join(dirname(main), 'browser/standalone.js'), join(target, 'standalone.js'));
