import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { apiFolder, dataFolder, root, webFolder } from './paths.ts';
import { turbo } from './run.ts';
import { serve } from './serving.ts';
import { bundleWorker } from './worker-bundle.ts';

const port = process.env.PORT ?? '8787';
const origin = `http://localhost:${port}`;
const settleMs = 100;

const { ok, output } = await turbo(['build'], ['--filter=@lianchuang/api']);
if (!ok) {
  console.error(output);
  process.exit(1);
}
const serving = await serve({
  port: 0,
  dataDir: join(dataFolder, 'dev'),
  apiOnly: true,
  origin,
  log: (line) => console.log(line),
  workerLog: ({ message }) => console.log(message),
});

let rebuilding = Promise.resolve();
let settling: NodeJS.Timeout | undefined;

async function rebuildApi() {
  const startedAt = performance.now();
  try {
    await bundleWorker(apiFolder);
    await serving.reload();
    console.log(`API ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}

for (const folder of ['apps/api/src', 'packages/domain/src', 'packages/contract/src', 'packages/db/src'])
  watch(join(root, folder), { recursive: true }, (_, file) => {
    if (file?.endsWith('.test.ts')) return;
    clearTimeout(settling);
    settling = setTimeout(() => (rebuilding = rebuilding.then(rebuildApi)), settleMs);
  });

// Vite serves the pages; apps/web/build/development-platform.ts gives them the API at API_URL.
const vite = spawn(
  process.execPath,
  [join(webFolder, 'node_modules/vite/bin/vite.js'), 'dev', '--port', port, '--strictPort', '--clearScreen', 'false'],
  { cwd: webFolder, stdio: 'inherit', env: { ...process.env, API_URL: serving.url } },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => vite.kill());
vite.on('close', (code) => void serving.stop().finally(() => process.exit(code ?? 0)));
