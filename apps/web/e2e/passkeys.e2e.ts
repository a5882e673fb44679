import { expect, test, type Page } from '@playwright/test';
import { expectClean } from './admin/desk.ts';
import { enrol, freshCode, withDevice } from './journeys/authenticator.ts';
import { fillSignIn, newEmail, PASSWORD, PHONE, signUp } from './journeys/accounts.ts';
import { anOrganization } from './journeys/organizations.ts';
import { DESK } from './main-journey/people.ts';

const section = (page: Page) => page.locator('#passkeys');

async function addPasskey(page: Page, name: string): Promise<void> {
  const more = section(page).locator('summary', { hasText: '再添加一个' });
  if (await more.isVisible()) await more.click();
  await section(page).getByLabel('给这个通行密钥起个名字').fill(name);
  await section(page).getByLabel('登录密码').last().fill(PASSWORD);
  await section(page)
    .getByRole('button', { name: /添加.*通行密钥/ })
    .click();
}

test('somebody adds a passkey, signs in with it alone, confirms a password with it, and removes it', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ viewport: DESK });
  const page = await context.newPage();
  await withDevice(page);
  const email = await signUp(page, '示例通行', newEmail('passkey'));
  await page.goto('/account');
  await section(page).getByRole('button', { name: '添加通行密钥' }).click();
  await expect(section(page).getByText('请填写')).toHaveCount(2);
  await section(page).getByLabel('给这个通行密钥起个名字').fill('办公室电脑');
  await section(page).getByLabel('登录密码').fill('not-the-password');
  await section(page).getByRole('button', { name: '添加通行密钥' }).click();
  await expect(section(page).getByRole('alert')).toContainText('密码不对');
  await addPasskey(page, '办公室电脑');
  await expect(section(page).getByRole('alert')).toContainText('通行密钥已添加');
  await expect(section(page).getByRole('listitem')).toContainText('办公室电脑');
  await expect(section(page).getByRole('listitem')).toContainText('还没有用过');
  await expectClean(page);

  await addPasskey(page, '同一台设备');
  await expect(section(page).getByText('这台设备上已经有本账号的通行密钥')).toBeVisible();

  await page.goto('/sign-out');
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-out');
  await page.goto('/sign-in?next=%2Faccount');
  await expect(page.getByRole('button', { name: '使用通行密钥登录' })).toBeVisible();
  await expectClean(page);
  await page.getByRole('button', { name: '使用通行密钥登录' }).click();
  await page.waitForURL('**/account');
  await expect(section(page).getByRole('listitem')).toContainText('最近使用');

  // A password alone leaves the passkeys as they are until one was shown.
  await context.clearCookies();
  await page.goto('/sign-in?next=%2Faccount');
  await fillSignIn(page, email);
  await page.waitForURL('**/account');
  await expect(section(page)).toContainText('这次登录没有用到第二步');
  await expect(section(page).getByText('移除', { exact: true })).toHaveCount(0);
  await section(page).getByRole('button', { name: '用通行密钥确认' }).click();
  await expect(section(page).getByText('移除', { exact: true })).toBeVisible();
  await context.clearCookies();
  await page.goto('/sign-in?next=%2Fsign-in%2Fpasskey%3Fnext%3D%252Faccount');
  await fillSignIn(page, email);
  await page.waitForURL('**/sign-in/passkey**');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('确认是您本人');
  await expectClean(page);
  await page.getByRole('button', { name: '用通行密钥确认' }).click();
  await page.waitForURL('**/account');

  await section(page).getByText('移除', { exact: true }).click();
  const row = section(page).getByRole('listitem');
  await row.getByRole('button', { name: '移除通行密钥' }).click();
  await expect(row.getByText('请填写')).toBeVisible();
  await row.getByLabel('登录密码').fill('not-the-password');
  await row.getByRole('button', { name: '移除通行密钥' }).click();
  await expect(section(page).getByRole('alert')).toContainText('密码不对');
  await row.getByLabel('登录密码').fill(PASSWORD);
  await row.getByRole('button', { name: '移除通行密钥' }).click();
  await expect(section(page).getByRole('alert')).toContainText('通行密钥已移除');
  await expect(section(page).getByRole('listitem')).toHaveCount(0);

  await context.clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: '使用通行密钥登录' }).click();
  await expect(page.getByRole('alert')).toContainText('通行密钥没有通过');
  await context.close();
});

test('whoever has codes and a passkey may show either after the password', async ({ browser }) => {
  test.setTimeout(120_000);
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await withDevice(page);
  const email = await signUp(page, '示例两样', newEmail('both'));
  await enrol(page, []);
  await addPasskey(page, '手机');
  await expect(section(page).getByRole('alert')).toContainText('通行密钥已添加');
  await expectClean(page);
  await context.clearCookies();
  await page.goto('/sign-in?next=%2Faccount');
  await fillSignIn(page, email);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('输入验证码');
  await expectClean(page);
  await page.getByRole('button', { name: '改用通行密钥' }).click();
  await page.waitForURL('**/account');
  await expect(section(page).getByText('移除', { exact: true })).toBeVisible();
  await context.close();
});

test('whoever lets the device wait, or has no passkey there, is told so and goes on with the password', async ({
  page,
}) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
  } as const;
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: '使用通行密钥登录' }).click();
  await expect(page.getByRole('alert')).toContainText('没有完成');
  await expect(page.getByLabel('密码')).toBeEditable();
});

test('a sign-in that ran out while a form was filled in is renewed through the code, and nothing typed is lost', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
  const page = await context.newPage();
  const used: string[] = [];
  const email = await signUp(page, '示例过期', newEmail('expired'));
  const secret = await enrol(page, used);
  const { uscc, name } = anOrganization('示例过期企业');
  await page.goto('/apply/organizations/new');
  await page.getByLabel('统一社会信用代码').fill(uscc);
  await page.getByLabel('单位名称').fill(name);
  await context.clearCookies();
  await page.getByRole('button', { name: '登记本单位' }).click();
  await page.waitForURL('**/sign-in/again**');
  await fillSignIn(page, email);
  await page.getByLabel('验证码或恢复码').fill(used[0] ?? '');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('刚用过');
  await page.getByLabel('验证码或恢复码').fill(await freshCode(page, secret, used));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByText('已登录。刚才填写的还没有保存。')).toBeVisible();
  await page.getByRole('button', { name: '继续保存刚才填写的内容' }).click();
  await page.waitForURL('**/apply/organizations/new**');
  await expect(page.getByLabel('统一社会信用代码')).toHaveValue(uscc);
  await expect(page.getByLabel('单位名称')).toHaveValue(name);
  await context.close();
});

test('a sign-in that ran out is renewed by a passkey too, and nothing typed is lost', async ({ browser }) => {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await withDevice(page);
  await signUp(page, '示例过期二', newEmail('expired'));
  await page.goto('/account');
  await addPasskey(page, '手机');
  await expect(section(page).getByRole('alert')).toContainText('通行密钥已添加');
  const { uscc, name } = anOrganization('示例过期企业');
  await page.goto('/apply/organizations/new');
  await page.getByLabel('统一社会信用代码').fill(uscc);
  await page.getByLabel('单位名称').fill(name);
  await context.clearCookies();
  await page.getByRole('button', { name: '登记本单位' }).click();
  await page.waitForURL('**/sign-in/again**');
  await page.getByRole('button', { name: '使用通行密钥登录' }).click();
  await page.getByRole('button', { name: '继续保存刚才填写的内容' }).click();
  await page.waitForURL('**/apply/organizations/new**');
  await expect(page.getByLabel('统一社会信用代码')).toHaveValue(uscc);
  await expect(page.getByLabel('单位名称')).toHaveValue(name);
  await context.close();
});

test('without script a passkey is neither offered nor asked for', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signUp(page, '示例无脚本', newEmail('no-script'));
  await page.goto('/account');
  await expect(section(page).locator('noscript p')).toContainText('需要支持它的浏览器');
  await expect(section(page).getByRole('button')).toHaveCount(0);
  await context.close();
});
