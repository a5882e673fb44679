import type { Page } from '@playwright/test';

const TIMES_SLOWER = 4;

/** A phone with a quarter of this machine's speed on slow 4G. */
export async function slowed(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: TIMES_SLOWER });
}

/** How long until the largest content was painted and all that `content` names had a place on the screen's page. */
export async function opened(page: Page, path: string, content: string): Promise<number> {
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForSelector(content.split(',').at(-1)?.trim() ?? 'main', { state: 'attached' }).catch(() => undefined);
  await page.waitForLoadState('load');
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          if (last) resolve(last.startTime);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** How many times longer work takes here than the processor needs for it: 1 on a machine of one's own. */
export function crowding(): number {
  const began = process.hrtime.bigint();
  const used = process.cpuUsage();
  let sum = 0;
  for (let n = 0; n < 60_000_000; n += 1) sum += n % 7;
  const { user, system } = process.cpuUsage(used);
  const wall = Number(process.hrtime.bigint() - began) / 1000;
  return sum > 0 ? wall / Math.max(1, user + system) : 1;
}
