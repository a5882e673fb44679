import { expect, type Browser, type Page } from '@playwright/test';
import { newEmail, phone, signUp } from './accounts.ts';
import { post } from './calls.ts';
import { registerOrganization, type Organization } from './organizations.ts';

/** Whoever has an invited member's link has an account, registers the member and joins; returns the page with the text. */
export async function joinByLink(browser: Browser, address: string, member: Organization): Promise<Page> {
  const page = await phone(browser);
  await signUp(page, `${member.name}签署人`, newEmail('member'));
  await registerOrganization(page, member);
  const token = new URL(address).pathname.split('/').at(-1);
  const { id } = await post<{ id: string }>(page, `/api/v1/invitations/${token}/accept`, {});
  await page.goto(`/apply/filings/${id}/sign-as-member`);
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
