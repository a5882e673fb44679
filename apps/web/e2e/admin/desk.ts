import { expect, type Locator, type Page } from '@playwright/test';
import { expectClean as lookedAt, expectNoFindings } from '../journeys/looking.ts';

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

/** Nothing serious, and it fits. Contrast, the slowest rule, need not be asked again for another width. */
export const expectClean = (page: Page, { contrast = true } = {}) =>
  lookedAt(page, { seriousOnly: true, without: contrast ? [] : ['color-contrast'] });

/** In the other scheme the same page differs by its colours alone. */
export const expectContrast = (page: Page) => expectNoFindings(page, { seriousOnly: true, only: ['color-contrast'] });
