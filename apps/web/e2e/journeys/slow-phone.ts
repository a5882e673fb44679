import { expect, type Locator, type Page } from '@playwright/test';

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

/** How long until the largest content was painted, on a page where all that `content` names stands. */
export async function opened(page: Page, path: string, content: readonly string[]): Promise<number> {
  await page.goto(path, { waitUntil: 'load' });
  for (const each of content) await expect(page.locator(each).first()).toBeVisible();
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

/** Below this the browser tells of no event: what it says nothing about took no longer. */
const LEAST_MS = 16;

/**
 * Types a text key by key as a thumb does, and says for each key how long it took until the screen showed what came of it: handlers,
 * what they changed in the page, and the next paint, by the browser's own account of its events.
 */
export async function keysToPaint(page: Page, field: Locator, text: string): Promise<number[]> {
  await field.focus();
  await page.evaluate((least) => {
    const seen = new Map<number, number>();
    Object.assign(globalThis, { keysSeen: seen });
    new PerformanceObserver((list) => {
      for (const each of list.getEntries() as PerformanceEventTiming[])
        if (/^key/.test(each.name) && each.interactionId)
          seen.set(each.interactionId, Math.max(seen.get(each.interactionId) ?? 0, each.duration));
    }).observe({ type: 'event', durationThreshold: least } as PerformanceObserverInit);
  }, LEAST_MS);
  await field.pressSequentially(text, { delay: 120 });
  await page.waitForTimeout(1000);
  const seen = await page.evaluate(() => [
    ...(globalThis as unknown as { keysSeen: Map<number, number> }).keysSeen.values(),
  ]);
  return [...seen, ...Array.from({ length: Math.max(0, text.length - seen.length) }, () => LEAST_MS)];
}

/** What 95 of 100 stay within. */
export const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? NaN;

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
