import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';
import { resultsFolder, root } from './paths.ts';
import { turbo } from './run.ts';
import { onStopSignal, serve } from './serving.ts';

const say = (line: string) => console.log(line);
const { ok, output } = await turbo(['build']);
if (!ok) {
  console.error(`${output}\n构建失败。 The build failed.`);
  process.exit(1);
}
const browser = await findBrowser(say);
const serving = await serve({
  port: 0,
  dataDir: 'memory',
  workerLog: ({ level, message }) => level === 'error' && console.error(message),
});
say(`浏览器 browser ${browser.source}, ${serving.url}`);

mkdirSync(resultsFolder, { recursive: true });
const playwright = spawn(
  process.execPath,
  [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--config=apps/web/e2e/playwright.config.ts',
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      BASE_URL: serving.url,
      BROWSER_PATH: browser.path,
      BROWSER_ENV: JSON.stringify(browser.env),
      ARTIFACTS: join(resultsFolder, 'e2e'),
      RESULTS_FILE: join(resultsFolder, 'e2e.json'),
    },
  },
);
onStopSignal(() => {
  playwright.kill();
  return serving.stop();
});
playwright.on('close', (code) => void serving.stop().finally(() => process.exit(code ?? 1)));
