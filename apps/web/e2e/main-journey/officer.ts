import { expect, type Page } from '@playwright/test';

/** Performs one action on a case through its dialog; `fill` completes the form. */
export async function act(
  page: Page,
  id: string,
  action: string,
  fill?: (dialog: ReturnType<Page['locator']>) => Promise<void>,
): Promise<void> {
  await page.goto(`/admin/filings/${id}`);
  const form = page.locator(`form[action="?/${action}"]`);
  const dialog = page.locator('dialog', { has: form });
  const opener = page.locator(`a[aria-haspopup=dialog][href="#${await dialog.getAttribute('id')}"]`).first();
  await opener.click();
  await fill?.(dialog);
  await form.locator('p.buttons button').click();
  await expect(dialog).toBeHidden();
}

/** Fills the reason of an action. */
export const because = (reason: string) => async (dialog: ReturnType<Page['locator']>) => {
  await dialog.locator('textarea[name=reason]').fill(reason);
};
