import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { apiFolder, dataFolder, root, webFolder } from './paths.ts';
import { turbo } from './run.ts';
import { onStopSignal, serve } from './serving.ts';
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
let ending = false;
const viteEnded = once(vite, 'close');
onStopSignal(async () => {
  ending = true;
  vite.kill();
  await viteEnded;
  await serving.stop();
});
// Without Vite there is nothing to serve: a taken port, for one, has been told by now.
await viteEnded;
if (!ending) {
  await serving.stop();
  process.exit(1);
}
