import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Miniflare, NoOpLog } from '../miniflare.ts';
import { apiFolder } from '../paths.ts';
import { claimPort } from '../serving.ts';
import type { BundleFacts } from '../worker-bundle.ts';

const wrangler = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'));
type Bundler = { build(options: object): Promise<{ outputFiles: { text: string }[] }> };

const SOURCE = `import { Hono } from 'hono';
const app = new Hono();
app.get('/', (c) => c.json({ hello: 'bench' }));
export default app;`;

/** A Worker that does nothing but answer, on the same workerd: what everything else is compared with. */
export async function serveBareRoute(): Promise<{ url: string; stop(): Promise<void> }> {
  const { build } = wrangler('esbuild') as Bundler;
  const { outputFiles } = await build({
    stdin: { contents: SOURCE, resolveDir: apiFolder, loader: 'js' },
    bundle: true,
    format: 'esm',
    write: false,
  });
  const facts = JSON.parse(readFileSync(join(apiFolder, 'dist/worker/facts.json'), 'utf8')) as BundleFacts;
  const { compatibilityDate, compatibilityFlags } = facts;
  const contents = outputFiles[0]?.text ?? '';
  const manifest = { mainModule: 'index.js', modulesRoot: '/', modules: { 'index.js': { type: 'esm', contents } } };
  const port = await claimPort(0);
  const runtime = new Miniflare({
    host: '127.0.0.1',
    port,
    cf: false,
    logRequests: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    log: new NoOpLog(),
    workers: [{ config: { name: 'bare', compatibilityDate, compatibilityFlags, manifest } }],
  });
  await runtime.ready;
  return { url: `http://localhost:${port}/`, stop: () => runtime.dispose() };
}
