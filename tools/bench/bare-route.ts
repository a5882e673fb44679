import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
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
app.get('/rows', async (c) => c.json((await c.env.DB.prepare('SELECT * FROM rows LIMIT 20').all()).results));
export default app;`;
const ROWS = `CREATE TABLE rows AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
SELECT i, '海洋装备创新联合体' AS name, '青岛示例科技有限公司' AS lead, '370212' AS division FROM n`;

/**
 * A Worker that does nothing but answer, on the same workerd: what everything else is compared with. `/` answers a constant,
 * `/rows` the twenty short rows of one query.
 */
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
  const folder = mkdtempSync(join(tmpdir(), 'lianchuang-bare-'));
  const env = { DB: { type: 'd1', id: 'bare' } };
  const runtime = new Miniflare({
    host: '127.0.0.1',
    port,
    cf: false,
    logRequests: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    log: new NoOpLog(),
    resourcePersistencePath: folder,
    workers: [{ config: { name: 'bare', compatibilityDate, compatibilityFlags, manifest, env } }],
  });
  await runtime.ready;
  await (await runtime.getD1Database('DB', 'bare')).prepare(ROWS).all();
  const stop = async () => {
    await runtime.dispose();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `http://localhost:${port}`, stop };
}
