import { expect, test, type Browser, type Page } from '@playwright/test';
import { fillSignIn, fillSignUp, newEmail, PHONE, phone, signUp } from './journeys/accounts.ts';
import { openStep, saveAndGoOn, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';
import { expectNoFindings } from './journeys/looking.ts';

test.use({ ...PHONE, serviceWorkers: 'allow' });
test.describe.configure({ timeout: 180_000 });

const saved = (page: Page) => page.getByText(/已保存到服务器\s\d\d:\d\d/);

/** One draft open on two phones. */
async function twoPhones(page: Page, browser: Browser, step: string): Promise<{ id: string; other: Page }> {
  const other = await phone(browser);
  const email = await signUp(other, '示例申请人');
  await registerOrganization(other, anOrganization('示例申请企业'));
  const id = await startFiling(other);
  await page.goto('/sign-in');
  await fillSignIn(page, email);
  await page.waitForURL('**/apply');
  await openStep(page, id, step);
  await openStep(other, id, step);
  return { id, other };
}

test('Two phones in different fields of one step: both are saved and come together', async ({ page, browser }) => {
  const { other } = await twoPhones(page, browser, 'basics');
  await other.getByLabel('联合体名称').fill('另一台手机写的名称');
  await expect(saved(other)).toBeVisible();
  await page.getByLabel('简介').fill('这台手机写的简介');
  await expect(saved(page)).toBeVisible();
  await expect(page.getByLabel('联合体名称')).toHaveValue('另一台手机写的名称');
  await other.reload();
  await expect(other.getByLabel('简介')).toHaveValue('这台手机写的简介');
  await expect(other.getByLabel('联合体名称')).toHaveValue('另一台手机写的名称');
});

test('Two phones add a topic each: both topics stay', async ({ page, browser }) => {
  const { id, other } = await twoPhones(page, browser, 'topics');
  await other.getByLabel('课题名称').first().fill('另一台手机的课题');
  await page.getByLabel('课题名称').first().fill('这台手机的课题');
  await expect(saved(other)).toBeVisible();
  await expect(saved(page)).toBeVisible();
  await openStep(page, id, 'topics');
  await expect(page.getByLabel('课题名称').first()).toHaveValue(/手机的课题/);
  const view = await (await page.request.get(`/api/v1/filings/${id}`)).json();
  expect(view.topics.map((each: { title: string }) => each.title).sort()).toEqual([
    '另一台手机的课题',
    '这台手机的课题',
  ]);
});

test('Two phones in the same field: both versions are shown and a person chooses', async ({ page, browser }) => {
  const { id, other } = await twoPhones(page, browser, 'basics');
  await other.getByLabel('简介').fill('另一台手机写的简介');
  await expect(saved(other)).toBeVisible();
  await page.getByLabel('简介').fill('这台手机写的简介');
  await expect(page.getByRole('heading', { name: '1 处被别人同时改动' })).toBeVisible();
  const dispute = page.getByRole('group', { name: /也改了这一项/ });
  await expect(dispute).toContainText('另一台手机写的简介');
  await expect(page.getByLabel('简介')).toHaveValue('这台手机写的简介');
  expect((await (await page.request.get(`/api/v1/filings/${id}`)).json()).summary).toBe('另一台手机写的简介');
  await expectNoFindings(page);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

  await dispute.getByRole('button', { name: '用我的（框里现在的）' }).click();
  await expect(saved(page)).toBeVisible();
  await expect(dispute).toHaveCount(0);
  await other.reload();
  await expect(other.getByLabel('简介')).toHaveValue('这台手机写的简介');

  await page.getByLabel('简介').fill('第二次');
  await expect(saved(page)).toBeVisible();
  await other.getByLabel('简介').fill('也是第二次');
  await other.getByRole('button', { name: '用对方的' }).click();
  await expect(other.getByLabel('简介')).toHaveValue('第二次');
  await expect(saved(other)).toBeVisible();
});

test('A row that one phone takes out while the other writes in it is kept for a person to decide', async ({
  page,
  browser,
}) => {
  const { id, other } = await twoPhones(page, browser, 'topics');
  await page.getByLabel('课题名称').first().fill('深海密封');
  await expect(saved(page)).toBeVisible();
  await openStep(other, id, 'topics');
  await other.getByLabel('目标').first().fill('工作五年');
  await expect(saved(other)).toBeVisible();
  await page.getByRole('button', { name: '删去第 1 个课题' }).click();
  await expect(page.getByRole('group', { name: /改过您删去的这一行/ })).toBeVisible();
  await expect(page.getByLabel('目标').first()).toHaveValue('工作五年');
  await page.getByRole('button', { name: '仍然删去' }).click();
  await expect(saved(page)).toBeVisible();
  expect((await (await page.request.get(`/api/v1/filings/${id}`)).json()).topics).toEqual([]);
});

test.describe('Without script', () => {
  test.use({ javaScriptEnabled: false });

  test('both versions of a field are shown and a button chooses', async ({ page, browser }) => {
    const { id, other } = await twoPhones(page, browser, 'basics');
    await other.getByLabel('简介').fill('另一台手机写的简介');
    await expect(saved(other)).toBeVisible();
    await page.getByLabel('简介').fill('没有脚本时写的简介');
    await saveAndGoOn(page).click();
    const dispute = page.getByRole('group', { name: /也改了这一项/ });
    await expect(dispute).toContainText('另一台手机写的简介');
    await expect(page.getByLabel('简介')).toHaveValue('没有脚本时写的简介');
    await dispute.getByRole('button', { name: '用我的' }).click();
    await expect(dispute).toHaveCount(0);
    await expect(page.getByLabel('简介')).toHaveValue('没有脚本时写的简介');
    expect((await (await page.request.get(`/api/v1/filings/${id}`)).json()).summary).toBe('没有脚本时写的简介');
  });
});

test('A colleague comes in by link, is seen while writing, and goes when the owner says so', async ({
  page,
  browser,
}) => {
  // Each side looks every twenty seconds.
  test.setTimeout(180_000);
  await signUp(page, '示例管理人');
  await registerOrganization(page, anOrganization('示例牵头企业'));
  const id = await startFiling(page);
  await page.goto('/apply');
  await page.getByRole('link', { name: '同事', exact: true }).click();
  await page.waitForURL('**/organizations/org_*');
  const people = page.url();
  await page.getByRole('radio', { name: /^填写人/ }).check();
  await page.getByRole('button', { name: '生成邀请链接' }).click();
  await expect(page.getByRole('heading', { name: '链接已生成' })).toBeVisible();
  const address = await page.getByLabel('邀请链接', { exact: true }).inputValue();
  await expectNoFindings(page);

  const other = await phone(browser);
  await other.goto(address);
  await other.getByRole('link', { name: '注册' }).click();
  await fillSignUp(other, '示例同事', newEmail('colleague'));
  await other.waitForURL('**/join/*');
  await other.getByRole('button', { name: /^加入示例牵头企业/ }).click();
  await other.waitForURL('**/apply');
  await openStep(other, id, 'plan');
  await openStep(page, id, 'basics');
  // Whoever types only before the page's script stands is not seen writing.
  await other.waitForLoadState('networkidle');
  await other.getByLabel('关键核心任务').fill('同事写的任务');
  await expect(saved(other)).toBeVisible();
  await expect(page.getByText('示例同事 正在编辑 发展规划与主要指标 · 关键核心任务')).toBeVisible({ timeout: 60_000 });

  await other.goto(`/apply/filings/${id}/basics`);
  await other.getByLabel('简介').fill('同事写的简介');
  await expect(saved(other)).toBeVisible();
  await page.getByLabel('简介').fill('管理人写的简介');
  const dispute = page.getByRole('group', { name: /也改了这一项/ });
  await expect(dispute).toContainText(/示例同事\s*\d\d:\d\d/);
  await expect(dispute).toContainText('同事写的简介');

  await page.goto(people);
  await page.getByRole('link', { name: '移出' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认移出' }).click();
  await expect(page.getByRole('heading', { name: '示例同事' })).toHaveCount(0);
  expect((await other.request.get(`/api/v1/filings/${id}`)).status()).toBe(404);
});
