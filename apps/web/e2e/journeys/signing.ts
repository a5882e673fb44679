import { expect, type Browser, type Page } from '@playwright/test';
import { fillSignUp, newEmail, phone } from './accounts.ts';
import { choosePlace, type Organization } from './organizations.ts';

/** An invited member comes by its link, without an account, and gets as far as the text; returns its page. */
export async function joinByLink(browser: Browser, address: string, member: Organization): Promise<Page> {
  const page = await phone(browser);
  await page.goto(address);
  await page.getByRole('link', { name: '注册' }).click();
  await fillSignUp(page, `${member.name}签署人`, newEmail('member'));
  await page.waitForURL('**/sign/**');
  await page.getByRole('link', { name: '登记本单位' }).click();
  await expect(page.getByLabel('统一社会信用代码')).toHaveValue(member.uscc);
  await expect(page.getByLabel('单位名称')).toHaveValue(member.name);
  await choosePlace(page, member.place);
  await page.getByRole('button', { name: '登记本单位' }).click();
  await page.waitForURL('**/sign/**');
  await page.getByRole('button', { name: '加入并阅读全文' }).click();
  await page.waitForURL('**/sign-as-member');
  return page;
}

/** Signs the text that is open. */
export async function signAsMember(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: '我已获本单位授权签署' }).check();
  await page.getByRole('checkbox', { name: '我已阅读' }).check();
  await page.getByRole('button', { name: /^签署/ }).click();
  await expect(page.getByRole('heading', { name: '贵单位已签署本版' })).toBeVisible();
}

/** Refuses to sign the text that is open. */
export async function refuseAsMember(page: Page, reason: string): Promise<void> {
  await page.getByRole('link', { name: '拒签' }).click();
  const dialog = page.getByRole('dialog', { name: '拒绝签署' });
  await dialog.getByLabel('理由').fill(reason);
  await dialog.getByRole('button', { name: '确认拒签' }).click();
  await expect(page.getByRole('heading', { name: '贵单位已拒签' })).toBeVisible();
}
