import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** Signs a page in without the form: what is tested here begins behind it. */
export async function sitDown(page: Page, account: string): Promise<void> {
  const origin = process.env.BASE_URL ?? '';
  const answer = await page.request.post('/api/auth/sign-in/email', {
    data: { email: `${account}@demo.example`, password: 'lianchuang-demo' },
    headers: { origin },
  });
  expect(answer.status()).toBe(200);
}

/** Opens an action's dialog. */
export async function openAction(page: Page, action: string): Promise<Locator> {
  await page.locator(`a[aria-haspopup=dialog][href="#act-${action}"]`).click();
  const dialog = page.locator(`#act-${action}`);
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Presses the button that sends the form of an open dialog. */
export const confirm = (dialog: Locator) => dialog.locator('.buttons button').click();

/** Nothing to scroll sideways. */
export async function expectFits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

/** Nothing serious from axe, and it fits. Contrast, the slowest rule, need not be asked again for another width. */
export async function expectClean(page: Page, { contrast = true } = {}): Promise<void> {
  const axe = new AxeBuilder({ page }).disableRules(contrast ? [] : ['color-contrast']);
  await expectNothingSerious(axe);
  await expectFits(page);
}

/** In the other scheme the same page differs by its colours alone. */
export async function expectContrast(page: Page): Promise<void> {
  await expectNothingSerious(new AxeBuilder({ page }).withRules(['color-contrast']));
}

async function expectNothingSerious(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
}
