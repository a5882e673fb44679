import { defineConfig } from '@playwright/test';

const { BASE_URL, BROWSER_PATH, BROWSER_ENV = '{}', ARTIFACTS, RESULTS_FILE, PATH = '', HOME = '' } = process.env;

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: ARTIFACTS,
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: RESULTS_FILE }]],
  use: {
    baseURL: BASE_URL,
    actionTimeout: 20_000,
    // It fetches the whole release for each new person; where the network fails, tests ask for it.
    serviceWorkers: 'block',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    // A trace of every test costs as much as the test: only the second try is drawn.
    trace: 'on-first-retry',
    launchOptions: {
      ignoreDefaultArgs: ['--enable-unsafe-swiftshader'],
      executablePath: BROWSER_PATH,
      env: { PATH, HOME, ...(JSON.parse(BROWSER_ENV) as Record<string, string>) },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-software-rasterizer',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
