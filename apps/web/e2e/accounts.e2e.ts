import { expect, test, type Browser, type Page } from '@playwright/test';
import { confirm, expectClean, openAction, sitDown } from './admin/desk.ts';

const PASSWORD = 'only-for-this-test';
let count = 0;

/** Somebody who just signed up, in a browser of their own. */
async function aNewcomer(browser: Browser, name: string): Promise<{ page: Page; email: string }> {
  const page = await (await browser.newContext()).newPage();
  const email = `newcomer-${Date.now()}-${(count += 1)}@test.example`;
  const answer = await page.request.post('/api/auth/sign-up/email', {
    data: { email, name, password: PASSWORD },
    headers: { origin: process.env.BASE_URL ?? '' },
  });
  expect(answer.status()).toBe(200);
  return { page, email };
}

async function aDesk(browser: Browser, account: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await sitDown(page, account);
  return page;
}

async function found(page: Page, email: string): Promise<void> {
  await page.goto('/admin/accounts');
  await page.getByLabel('按邮箱查账号').fill(email);
  await page.getByRole('button', { name: '查找' }).click();
  await expect(page).toHaveURL(/\/admin\/accounts\/usr_/);
}

test('a colleague gets an office from the security administrator, and loses it again', async ({ browser }) => {
  const { page, email } = await aNewcomer(browser, '示例新同事');
  expect((await page.goto('/admin'))?.status()).toBe(404);

  const security = await aDesk(browser, 'security');
  await security.goto('/admin');
  await expect(security).toHaveURL('/admin/accounts');
  await security.getByRole('link', { name: '授予职务' }).click();
  const dialog = security.locator('#grant');
  await dialog.getByLabel('邮箱').fill('nobody@test.example');
  await dialog.getByLabel('职务').selectOption('经办');
  await dialog.getByLabel('理由').fill('新任经办。');
  await dialog.getByRole('button', { name: '授予' }).click();
  await expect(dialog.getByText('没有这个账号')).toBeVisible();
  await expectClean(security);
  await dialog.getByLabel('邮箱').fill(email);
  await dialog.getByRole('button', { name: '授予' }).click();
  await expect(security.getByText('职务已授予')).toBeVisible();
  await expect(security.getByText('新任经办。')).toBeVisible();

  expect((await page.goto('/admin'))?.status()).toBe(200);
  await expect(page.getByRole('heading', { name: '待办', exact: true })).toBeVisible();

  const ending = await openAction(security, 'end-office-370200-clerk');
  await ending.getByLabel('理由').fill('调离。');
  await confirm(ending);
  await expect(security.getByText('职务已解除')).toBeVisible();
  await expectClean(security);
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('the system administrator shuts somebody out, with a reason that the auditor reads', async ({ browser }) => {
  const { page, email } = await aNewcomer(browser, '示例离职人员');
  await page.goto('/account');
  await expect(page).toHaveURL('/account');

  const system = await aDesk(browser, 'admin');
  await found(system, email);
  await expect(system.getByRole('link', { name: /解除|授予/ })).toHaveCount(0);
  const dialog = await openAction(system, 'disable');
  await confirm(dialog);
  await expect(dialog.getByText('不能为空').first()).toBeVisible();
  await dialog.getByLabel('理由').fill('已离职。');
  await confirm(dialog);
  await expect(system.getByText('账号已停用，立即生效')).toBeVisible();
  await expectClean(system);

  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in/);

  const auditor = await aDesk(browser, 'auditor');
  await auditor.goto('/admin/audit');
  const row = auditor.getByRole('row').filter({ hasText: '停用账号' }).first();
  await expect(row).toContainText('示例系统管理员');
  await row.getByText('内容').or(row.locator('summary')).first().click();
  await expect(row).toContainText('已离职。');
  await row.locator('a[href*="/admin/accounts/usr_"]').click();
  await expect(auditor.getByText('您在这个账号上没有可以办理的事项')).toBeVisible();
  await expect(auditor.locator('main form')).toHaveCount(0);
});

test('an administrator cannot shut out another, nor touch the own account', async ({ browser }) => {
  const system = await aDesk(browser, 'admin');
  await found(system, 'auditor@demo.example');
  await expect(system.getByRole('link', { name: '停用账号' })).toHaveCount(0);
  await found(system, 'admin@demo.example');
  await expect(system.getByText('您在这个账号上没有可以办理的事项')).toBeVisible();
});

test('accounts are for the three administrators, and no address stands in a URL or in the table', async ({
  browser,
}) => {
  const clerk = await aDesk(browser, 'clerk');
  expect((await clerk.goto('/admin/accounts'))?.status()).toBe(404);
  expect((await clerk.request.get('/admin/accounts.csv')).status()).toBe(404);
  const system = await aDesk(browser, 'admin');
  const urls: string[] = [];
  system.on('request', (request) => urls.push(request.url()));
  await found(system, 'clerk@demo.example');
  expect(urls.filter((url) => /clerk(@|%40)/.test(url))).toEqual([]);
  const csv = await (await system.request.get('/admin/accounts.csv')).text();
  expect(csv).toContain('c***@demo.example');
  expect(csv).not.toContain('clerk@demo.example');
});
