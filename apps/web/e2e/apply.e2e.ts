import { expect, test, type Page } from '@playwright/test';
import { fillSignIn, PHONE, signInAs, signUp } from './journeys/accounts.ts';
import { fillBasics, inviteMember, openStep, saveAndGoOn, startFiling } from './journeys/drafting.ts';
import { anOrganization, choosePlace, QINGDAO, registerOrganization } from './journeys/organizations.ts';
import { expectFitsAt, expectNoFindings } from './journeys/looking.ts';

test.use({ ...PHONE, serviceWorkers: 'allow' });

const saved = (page: Page) => page.getByText('已保存到服务器');
const local = (page: Page) => page.getByText('已保存到本机，待同步');

/** A new person with an organization and an empty draft; returns the filing's id. */
async function newDraft(page: Page): Promise<{ id: string; email: string }> {
  const email = await signUp(page, '示例申请人');
  await registerOrganization(page, anOrganization('示例申请企业'));
  return { id: await startFiling(page), email };
}

test.describe('Registering an organization', () => {
  test('names the mistake in a credit code before anything is sent', async ({ page }) => {
    await signUp(page, '示例登记人');
    await page.goto('/apply/organizations/new');
    const code = page.getByLabel('统一社会信用代码');
    await code.pressSequentially('91370299DEM000014I');
    await expect(page.getByText('第 18 位是字母 I，代码中不用 I、O、S、V、Z。是不是 1？')).toBeVisible();
    await code.fill('91370299DEM0000');
    await code.blur();
    await expect(page.getByText('统一社会信用代码是 18 位，现在 15 位。')).toBeVisible();
    await code.fill('91370299dem000014c');
    await expect(page.getByText('代码格式正确：91370299DEM000014C')).toBeVisible();
    await expect(page.getByLabel('单位类型')).toHaveValue('enterprise');
  });

  test('answers a refusal with a link to each field and keeps what was typed', async ({ page }) => {
    await signUp(page, '示例登记人');
    await page.goto('/apply/organizations/new');
    await page.getByLabel('单位名称').fill('示例填了一半的单位');
    await page.getByRole('button', { name: '登记本单位' }).click();
    const summary = page.getByRole('alert');
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link', { name: '统一社会信用代码：请填写统一社会信用代码。' })).toHaveAttribute(
      'href',
      '#uscc',
    );
    await expect(page.getByLabel('单位名称')).toHaveValue('示例填了一半的单位');
    await expect(page.getByLabel('省、自治区、直辖市')).toHaveAccessibleDescription('还没有选');
  });

  test('says that a code is taken and what to do', async ({ page }) => {
    await signUp(page, '示例登记人');
    await page.goto('/apply/organizations/new');
    await page.getByLabel('统一社会信用代码').fill('91370299DEM000014C');
    await page.getByLabel('单位名称').fill('示例冒名单位');
    await choosePlace(page, QINGDAO);
    await page.getByRole('button', { name: '登记本单位' }).click();
    await expect(page.getByRole('link', { name: /已经注册。请联系本单位的管理员加入/ })).toBeVisible();
    await expect(page.getByLabel('单位名称')).toHaveValue('示例冒名单位');
  });
});

test('A level of the place that does not come is said and asked for again', async ({ page }) => {
  await signUp(page, '示例登记人');
  let asked = 0;
  await page.route('**/organizations/new/divisions?**', (route) =>
    (asked += 1) > 1 ? route.continue() : route.abort(),
  );
  await page.goto('/apply/organizations/new', { waitUntil: 'networkidle' });
  await page.getByLabel('省、自治区、直辖市').selectOption({ label: QINGDAO.province });
  await expect(page.getByText('下一级还没有取到，正在再取')).toBeVisible();
  await choosePlace(page, QINGDAO);
  await expect(page.getByText('正在再取')).toHaveCount(0);
  // Nobody chooses a city of the province before.
  asked = 0;
  await page.getByLabel('省、自治区、直辖市').selectOption({ label: '河南省' });
  await expect(page.getByText('正在再取')).toBeVisible();
  await expect(page.getByLabel('地市（直辖市选区县）').locator('option')).toHaveText(['请选择']);
});

test.describe('A draft keeps every word', () => {
  test('through a reload, and the mark says where it is kept', async ({ page }) => {
    await newDraft(page);
    await expect(saved(page)).toBeVisible();
    await page.getByLabel('联合体名称').fill('示例不丢字的联合体');
    await expect(local(page)).toBeVisible();
    await expect(page.getByText(/已保存到服务器\s\d\d:\d\d/)).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('联合体名称')).toHaveValue('示例不丢字的联合体');
  });

  test('through a dead network, and sends it when the network is back', async ({ page, context }) => {
    await newDraft(page);
    await context.setOffline(true);
    await page.getByLabel('简介').fill('断网时写下的简介');
    await expect(page.getByText('已保存到本机，待同步（没有网络）')).toBeVisible();
    await saveAndGoOn(page).click();
    await expect(page.getByLabel('简介')).toHaveValue('断网时写下的简介');
    await context.setOffline(false);
    await expect(saved(page)).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('简介')).toHaveValue('断网时写下的简介');
  });

  test('through an expired session, and comes back to the step after signing in', async ({ page, context }) => {
    const { id, email } = await newDraft(page);
    await context.clearCookies();
    await page.getByLabel('联合体名称').fill('登录过期时写的名称');
    await expect(page.getByText('登录已过期，内容没有丢')).toBeVisible();
    await expect(page.getByText('已保存到本机，待同步（登录已过期）')).toBeVisible();
    await page.getByRole('link', { name: '重新登录' }).click();
    await fillSignIn(page, email);
    await page.waitForURL(`**/${id}/basics`);
    await expect(page.getByLabel('联合体名称')).toHaveValue('登录过期时写的名称');
    await expect(saved(page)).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('联合体名称')).toHaveValue('登录过期时写的名称');
  });

  test('when one part of it is refused, with a link to each field', async ({ page }) => {
    const { id } = await newDraft(page);
    await openStep(page, id, 'plan');
    await page.getByLabel('关键核心任务').fill('深海密封');
    const money = page.getByRole('group', { name: '第 1 笔' });
    await money.getByLabel('年度').fill('27');
    await money.getByLabel('金额').fill('四百');
    await saveAndGoOn(page).click();
    const summary = page.getByRole('alert');
    await expect(summary).toBeFocused();
    await summary.getByRole('link', { name: /不是金额/ }).click();
    await expect(money.getByLabel('金额')).toBeFocused();
    await expect(money.getByLabel('金额')).toHaveValue('四百');
    await expect(page.getByLabel('关键核心任务')).toHaveValue('深海密封');
  });
});

test('Without a network a page that cannot be opened says where the drafts are', async ({ page, context }) => {
  await newDraft(page);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await page.goto('/apply');
  const draft = page.getByRole('link', { name: '未命名的创新联合体', exact: true });
  await draft.click();
  // The list has such a button too.
  await page.waitForURL(/\/filings\/fil_[^/]+$/);
  await page.getByRole('link', { name: /^继续填写/ }).click();
  await page.waitForURL('**/basics');
  await context.setOffline(true);
  await page.getByLabel('联合体名称').fill('示例断网时写的名称');
  await expect(page.getByText('已保存到本机，待同步（没有网络）')).toBeVisible();
  await page.goto('/apply/organizations/new');
  await expect(page.getByRole('heading', { name: '现在没有网络' })).toBeVisible();
  await expect(page.getByText('1 份内容待同步')).toBeVisible();
  await expect(page.getByRole('link', { name: /基本情况/ })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('link', { name: '重试' }).click();
  await page.waitForURL('**/apply/organizations/new');
  await page.goto('/apply');
  await expect(page.getByRole('link', { name: '示例断网时写的名称', exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('份内容待同步')).toHaveCount(0);
});

test.describe('The members step', () => {
  test('names what is missing beside the members as they come', async ({ page }) => {
    const { id } = await newDraft(page);
    await fillBasics(page, '示例核对联合体');
    const live = page.locator('.live');
    await expect(live).toContainText('还差 3 家产业链上下游企业（现有 0 家，需要 3 家）');
    await inviteMember(page, anOrganization('示例上游'), '上游');
    await expect(live).toContainText('1 / 3，差 2 家');
    await inviteMember(page, anOrganization('示例大学', { kind: '高等学校' }));
    await expect(live).toContainText('还差 1 家高校院所（现有 1 家，需要 2 家）。可继续邀请，或说明理由申请放宽。');
    await live.getByRole('link', { name: '说明理由申请放宽' }).last().click();
    await page.waitForURL(`**/${id}/check**`);
  });

  test('does not let one organization in twice and keeps the form', async ({ page }) => {
    await newDraft(page);
    await fillBasics(page, '示例重复邀请联合体');
    const member = anOrganization('示例重复');
    await inviteMember(page, member, '上游');
    const form = page.locator('#invite');
    await form.getByLabel('统一社会信用代码').fill(member.uscc);
    await form.getByLabel('单位名称').fill('示例又来一次');
    await form.getByLabel('单位类型').selectOption({ label: '企业' });
    await form.getByLabel('承担的任务').fill('又来一次');
    await form.getByRole('button', { name: '生成邀请链接' }).click();
    await expect(page.getByRole('heading', { name: '这家单位已经是成员' })).toBeVisible();
    await expect(form.getByLabel('单位名称')).toHaveValue('示例又来一次');
  });

  test('asks before a member is removed', async ({ page }) => {
    await newDraft(page);
    await fillBasics(page, '示例移除联合体');
    const member = anOrganization('示例要移除');
    await inviteMember(page, member, '上游');
    await page.getByRole('link', { name: '移除' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认移除' }).click();
    await expect(page.getByRole('heading', { name: member.name })).toHaveCount(0);
  });
});

test('A step can be filled in with the keyboard alone', async ({ page }) => {
  await newDraft(page);
  await page.getByRole('heading', { level: 1 }).click();
  await page.getByLabel('联合体名称').focus();
  await page.keyboard.type('示例键盘联合体');
  await page.keyboard.press('Tab');
  await page.keyboard.type('只用键盘写的简介');
  await page.keyboard.press('Tab');
  while (!(await page.getByLabel('产业', { exact: true }).evaluate((each) => each === document.activeElement)))
    await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  while (!(await page.getByLabel('拟定有效期').evaluate((each) => each === document.activeElement)))
    await page.keyboard.press('Tab');
  await page.keyboard.type('36');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/members');
  await page.goBack();
  await expect(page.getByLabel('简介')).toHaveValue('只用键盘写的简介');
});

test.describe('Every step of a draft', () => {
  const steps = [
    'basics',
    'members',
    'topics',
    'duties',
    'mechanisms',
    'plan',
    'statements',
    'check',
    'sign',
    'submit',
  ];

  test('is free of serious accessibility findings and never scrolls sideways', async ({ page }) => {
    test.setTimeout(120_000);
    await signInAs(page, 'lead');
    const { items } = (await (await page.request.get('/api/v1/filings?mine=true&status=draft')).json()) as {
      items: { id: string; consortiumName: string | null }[];
    };
    const id = items.find((each) => each.consortiumName?.includes('极地科考'))?.id ?? '';
    const paths = [
      '/apply',
      '/apply/organizations/new',
      '/apply/filings/new',
      `/apply/filings/${id}`,
      ...steps.map((step) => `/apply/filings/${id}/${step}`),
    ];
    for (const path of paths) {
      await page.goto(path);
      await expectNoFindings(page);
      await expectFitsAt(page, 320);
    }
  });
});
