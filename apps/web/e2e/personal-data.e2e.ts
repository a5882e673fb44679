import { expect, request, test } from '@playwright/test';
import { expectClean, sitDown } from './admin/desk.ts';

const baseURL = process.env.BASE_URL ?? '';
const once = `${Date.now()}`.slice(-7);

test('a person carries the own data away, and erases the account only by typing the address', async ({ page }) => {
  const email = `gone-${once}@example.com`;
  const data = { email, password: 'long-enough-for-this', name: `将离${once}` };
  expect((await page.request.post('/api/auth/sign-up/email', { data, headers: { origin: baseURL } })).status()).toBe(
    200,
  );
  await page.goto('/account');
  await expectClean(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载我的个人信息' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('my-data.json');
  await page.getByText('我要注销账号').click();
  await page.getByLabel('请再输入一次您的登录邮箱').fill('somebody@else.example');
  await page.getByRole('button', { name: '注销账号，不能恢复' }).click();
  await expect(page.getByText('与登录邮箱不一致')).toBeVisible();
  await page.getByLabel('请再输入一次您的登录邮箱').fill(email);
  const left = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('lianchuang.')));
  await expect.poll(left).toEqual(['lianchuang.person']);
  await page.evaluate(() => {
    const person = localStorage.getItem('lianchuang.person') ?? '';
    localStorage.setItem(`lianchuang.draft.${person}.fil_1.plan`, JSON.stringify({ typed: '示例没有同步的字' }));
  });
  await page.getByRole('button', { name: '注销账号，不能恢复' }).click();
  await expect(page.getByText('账号已注销')).toBeVisible();
  await expect.poll(left).toEqual([]);
  await page.goto('/account');
  await expect(page).toHaveURL(/sign-in/);
});

test('the auditor reads what was refused', async ({ page }) => {
  const clerk = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } });
  const data = { email: 'clerk@demo.example', password: 'lianchuang-demo' };
  expect((await clerk.post('/api/auth/sign-in/email', { data })).status()).toBe(200);
  const answer = await clerk.post('/api/v1/filings/fil_none/actions/approve', { data: { reason: '越权' } });
  expect(answer.status()).toBe(404);
  await sitDown(page, 'auditor');
  await page.goto('/admin/audit');
  await page.getByRole('link', { name: '被拒绝的操作' }).click();
  await expect(page.locator('tbody tr').filter({ hasText: answer.headers()['x-request-id'] ?? '–' })).toContainText(
    '404',
  );
  await expectClean(page);
});
