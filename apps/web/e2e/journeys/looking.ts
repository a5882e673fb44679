import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

type Look = {
  /** Only what is serious or critical counts. */
  readonly seriousOnly?: boolean;
  readonly only?: readonly string[];
  readonly without?: readonly string[];
};

/** axe finds nothing. It looks from within the page: no page here has frames, and a second page for every look costs as much as the look. */
export async function expectNoFindings(
  page: Page,
  { seriousOnly = false, only, without = [] }: Look = {},
): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).disableRules([...without]);
  const { violations } = await (only === undefined ? axe : axe.withRules([...only])).analyze();
  const counted = violations.filter(({ impact }) => !seriousOnly || impact === 'serious' || impact === 'critical');
  expect(counted.map(({ id, nodes }) => `${page.url()} ${id} ${nodes[0]?.target.join(' ')}`)).toEqual([]);
}

/** Nothing scrolls sideways. */
async function expectFits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), page.url()).toBeLessThanOrEqual(
    0,
  );
}

/** The same on a page of this width, which is as wide as before in the end. */
export async function expectFitsAt(page: Page, width: number): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 640 });
  await expectFits(page);
  if (before !== null) await page.setViewportSize(before);
}

export async function expectClean(page: Page, look: Look = {}): Promise<void> {
  await expectNoFindings(page, look);
  await expectFits(page);
}
