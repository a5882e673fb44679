import { expect, test, type Page } from '@playwright/test';
import { fillSignIn, newEmail, PASSWORD, PHONE, signUp } from './journeys/accounts.ts';
import { expectFitsAt, expectNoFindings } from './journeys/looking.ts';

test.use(PHONE);

const NEW_PASSWORD = '换一句更长更好的新密码';
const masked = (email: string): string => `${email[0] ?? ''}***@${email.split('@')[1] ?? ''}`;

/** What the mailbox shows: the demonstration keeps the letters that it would have sent, the newest first. */
async function shownIn(page: Page, email: string): Promise<string> {
  const answer = await page.request.get('/api/demo/kept-messages');
  const { items } = (await answer.json()) as { items: { recipient: string; subject: string; body: string }[] };
  const letter = items.find(({ recipient }) => [email, masked(email)].includes(recipient));
  expect(letter?.subject).toBe('登录验证码');
  return /\n(\d{6})\n/.exec(letter?.body ?? '')?.[1] ?? '';
}

async function ask(page: Page, email: string): Promise<void> {
  await page.getByLabel('邮箱', { exact: true }).fill(email);
  await page.getByLabel('邮箱', { exact: true }).press('Enter');
  await expect(page.getByText(`验证码已发到 ${masked(email)}`)).toBeVisible();
}

test('A new address signs up with a code and a name, by keyboard alone, and stands in no address of a page', async ({
  page,
}) => {
  const email = newEmail('mail');
  await page.goto('/sign-up');
  await page.getByRole('link', { name: '用邮箱验证码注册' }).click();
  await expect(page.getByRole('heading', { name: '用邮箱验证码登录' })).toBeVisible();
  await expectNoFindings(page);
  await ask(page, email);
  const code = page.getByLabel('邮件验证码');
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await expectNoFindings(page);
  await expectFitsAt(page, 320);
  const right = await shownIn(page, email);
  await code.fill(right === '000000' ? '000001' : '000000');
  await code.press('Enter');
  await expect(page.getByRole('heading', { name: '验证码不对' })).toBeVisible();
  expect(page.url()).not.toContain('@');
  await code.fill(right);
  await code.press('Enter');
  await page.getByLabel('姓名').fill('邮新手');
  await page.getByLabel('姓名').press('Enter');
  await page.waitForURL('**/apply');
});

test('A forgotten password: code, new password, and the one before opens nothing', async ({ page, browser }) => {
  const email = await signUp(page, '忘记人');
  // Whoever signed up in a demonstration has an address that nobody confirmed: the first code drops the password with it.
  const plain = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
  const other = await plain.newPage();
  await other.goto('/sign-in');
  await other.getByRole('link', { name: '忘记密码' }).click();
  await ask(other, email);
  await other.getByLabel('邮件验证码').fill(await shownIn(other, email));
  await other.getByRole('button', { name: '登录', exact: true }).click();
  await expect(other.getByRole('heading', { name: '设置密码' })).toBeVisible();
  await expect(other.getByText('原来的密码已作废')).toBeVisible();
  await expectFitsAt(other, 320);
  await other.getByLabel('新密码').fill('short');
  await other.getByRole('button', { name: '保存新密码' }).click();
  await expect(other.getByText('密码至少要 10 个字符')).toBeVisible();
  await other.getByLabel('新密码').fill(NEW_PASSWORD);
  await other.getByRole('button', { name: '保存新密码' }).click();
  await expect(other.getByRole('heading', { name: '密码已保存' })).toBeVisible();
  await plain.close();

  await page.goto('/account');
  await expect(page).toHaveURL(/sign-in/);
  await expectNoFindings(page);
  await fillSignIn(page, email);
  await expect(page.getByText('邮箱或密码不对')).toBeVisible();
  await page.getByLabel('密码').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL('**/account');
  await page.getByRole('link', { name: '设置或修改密码' }).click();
  await page.getByLabel('现在的密码').fill(NEW_PASSWORD);
  await page.getByLabel('新密码').fill(PASSWORD);
  await expectNoFindings(page);
  await page.getByRole('button', { name: '保存新密码' }).click();
  await expect(page.getByRole('heading', { name: '密码已保存' })).toBeVisible();
});
