import { expect, test, type Page } from '@playwright/test';
import { DESK } from './main-journey/people.ts';
import { freshCode } from './journeys/authenticator.ts';
import { newEmail, PASSWORD, signUp } from './journeys/accounts.ts';

async function throughPassword(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in?next=%2Faccount');
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('输入验证码');
}

test('somebody enrols, signs in in two steps, loses the phone and turns it off, all without script', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const used: string[] = [];
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: DESK });
  const page = await context.newPage();
  const email = await signUp(page, '示例两步', newEmail('two-step'));
  const section = page.locator('#second-factor');

  await page.goto('/account');
  await section.getByLabel('登录密码').fill('not-the-password');
  await section.getByRole('button', { name: '启用两步验证' }).click();
  await expect(section.getByRole('alert')).toContainText('密码不对');
  await section.getByLabel('登录密码').fill(PASSWORD);
  await section.getByRole('button', { name: '启用两步验证' }).click();

  await expect(section.getByRole('img', { name: '供验证器扫描的二维码' })).toBeVisible();
  const secret = await section.locator('[data-secret]').innerText();
  const recoveryCodes = await section.locator('.codes li').allInnerTexts();
  expect(recoveryCodes).toHaveLength(10);
  const download = page.waitForEvent('download');
  await section.getByRole('link', { name: '下载恢复码' }).click();
  expect((await download).suggestedFilename()).toBe('lianchuang-recovery-codes.txt');
  await section.getByLabel('验证器现在显示的 6 位数字').fill('000000');
  await section.getByRole('button', { name: '完成启用' }).click();
  await expect(section.getByRole('alert')).toContainText('验证码不对');
  expect(await section.locator('[data-secret]').innerText()).toBe(secret);
  await section.getByLabel('验证器现在显示的 6 位数字').fill(await freshCode(page, secret, used));
  await section.getByRole('button', { name: '完成启用' }).click();
  await expect(section).toContainText('两步验证已启用');

  await context.clearCookies();
  await throughPassword(page, email);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByText('请填写验证码')).toBeVisible();
  await page.getByLabel('验证码', { exact: true }).fill(used[0] ?? '');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('已用过');
  await page.getByLabel('验证码', { exact: true }).fill(await freshCode(page, secret, used));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL('**/account');

  await context.clearCookies();
  await throughPassword(page, email);
  await page.getByText('手机不在身边，用恢复码').click();
  await page.getByLabel('恢复码', { exact: true }).fill(recoveryCodes[0] ?? '');
  await page.getByRole('button', { name: '用恢复码登录' }).click();
  await page.waitForURL('**/account');
  await section.getByText('关闭两步验证，或换手机').click();
  await section.getByLabel('登录密码').fill(PASSWORD);
  await section.getByLabel('验证码或恢复码').fill(recoveryCodes[0] ?? '');
  await section.getByRole('button', { name: '关闭两步验证' }).click();
  await expect(section.getByRole('alert')).toContainText('已用过');
  await section.getByLabel('登录密码').fill(PASSWORD);
  await section.getByLabel('验证码或恢复码').fill(recoveryCodes[1] ?? '');
  await section.getByRole('button', { name: '关闭两步验证' }).click();
  await expect(section).toContainText('两步验证已关闭');
  await context.close();
});

test('nobody enters a code without a password before it', async ({ page }) => {
  await page.goto('/sign-in/code');
  await page.getByLabel('验证码', { exact: true }).fill('123456');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('请重新输入密码');
});
