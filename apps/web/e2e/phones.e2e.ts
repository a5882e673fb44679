import { expect, test, type Page } from '@playwright/test';
import { PASSWORD, PHONE, signUp } from './journeys/accounts.ts';
import { expectNoFindings } from './journeys/looking.ts';

test.use(PHONE);

let numbers = 0;
/** A number that no other test uses. */
const aNumber = (): string =>
  `139${String(Date.now() % 1_000_000).padStart(6, '0')}${String((numbers += 1)).padStart(2, '0')}`;
const masked = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** What the phone shows: the demonstration keeps the texts that it would have sent, the newest first. */
async function shownOn(page: Page, phone: string): Promise<string> {
  const answer = await page.request.get('/api/demo/kept-messages');
  const { items } = (await answer.json()) as { items: { recipient: string; body: string }[] };
  const text = items.find(({ recipient }) => [phone, masked(phone)].includes(recipient));
  return /验证码是 (\d{6})/.exec(text?.body ?? '')?.[1] ?? '';
}

async function ask(page: Page, phone: string): Promise<void> {
  await page.getByLabel('手机号', { exact: true }).fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await expect(page.getByText(`验证码已发到 ${masked(phone)}`)).toBeVisible();
}

test('A new number signs up with a code and a name, and its text is never in an address', async ({ page }) => {
  const phone = aNumber();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: '用手机号登录' }).click();
  await expect(page.getByRole('heading', { name: '用手机号登录' })).toBeVisible();
  await expectNoFindings(page);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await expect(page.getByText('请填写手机号')).toBeVisible();
  await ask(page, phone);
  await expect(page.getByLabel('短信验证码')).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(page.getByLabel('短信验证码')).toHaveAttribute('inputmode', 'numeric');
  await expect(page.getByRole('button', { name: /秒后可以重新发送/ })).toBeVisible();
  await expectNoFindings(page);
  const code = await shownOn(page, phone);
  await page.getByLabel('短信验证码').fill(code === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { name: '验证码不对' })).toBeVisible();
  expect(page.url()).not.toContain(phone);
  await page.getByLabel('短信验证码').fill(code);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByLabel('姓名').fill('王新手');
  await page.getByRole('button', { name: '完成注册' }).click();
  await page.waitForURL('**/apply');
  await page.goto('/account');
  await expect(page.getByText(masked(phone))).toBeVisible();
  await expectNoFindings(page);
});

test('A number is set at the account page and signs in without JavaScript', async ({ page, browser }) => {
  await signUp(page, '绑定人');
  const phone = aNumber();
  await page.goto('/account');
  await page.getByRole('link', { name: '绑定或更换手机号' }).click();
  await page.waitForLoadState('networkidle');
  await page.getByLabel('密码').first().fill(PASSWORD);
  await ask(page, phone);
  await page.getByLabel('短信验证码').fill(await shownOn(page, phone));
  await page.getByRole('button', { name: '绑定' }).click();
  await expect(page.getByText('手机号已绑定。')).toBeVisible();
  await expect(page.getByText(masked(phone))).toBeVisible();
  await expectNoFindings(page);

  const plain = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.goto('/sign-in/phone');
  await without.getByLabel('手机号', { exact: true }).fill(phone);
  await without.getByRole('button', { name: '获取验证码' }).click();
  // A minute has not passed since the last one: said in words, with what was typed still there.
  await expect(without.getByText('验证码发送太频繁')).toBeVisible();
  await expect(without.getByLabel('手机号', { exact: true })).toHaveValue(phone);
});
