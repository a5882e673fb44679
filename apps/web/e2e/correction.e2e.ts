import { expect, test, type Browser, type Page } from '@playwright/test';
import { lead, submitCase } from './admin/cases.ts';
import { confirm, expectClean, openAction, sitDown } from './admin/desk.ts';
import { PASSWORD, PHONE } from './journeys/accounts.ts';

async function deskOf(browser: Browser, id: string, options = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', ...options });
  const page = await context.newPage();
  await sitDown(page, 'clerk');
  await page.goto(`/admin/filings/${id}`);
  return page;
}

async function leadOn(browser: Browser, path: string, options = {}): Promise<Page> {
  const page = await (await browser.newContext({ ...PHONE, locale: 'zh-CN', ...options })).newPage();
  const origin = process.env.BASE_URL ?? '';
  const data = { email: 'port@partners.demo.example', password: PASSWORD };
  expect((await page.request.post('/api/auth/sign-in/email', { data, headers: { origin } })).status()).toBe(200);
  await page.goto(path);
  return page;
}

test('the officer points at places, the lead may change these alone and answers each, and both see the same clock', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const id = await submitCase('示例逐项补正创新联合体');
  const clerk = await deskOf(browser, id);

  await test.step('the officer chooses two places on the page and adds one that asks for words', async () => {
    await clerk.waitForLoadState('networkidle');
    const points = clerk.locator('details.point');
    await points.nth(2).locator('summary').click();
    const topic = points.nth(2).getByRole('button', { name: '课题 1：集群调度' });
    await topic.click();
    await expect(topic).toHaveAttribute('aria-pressed', 'true');
    await points.nth(3).locator('summary').click();
    const goals = points.nth(3).getByRole('button', { name: '计划：目标' });
    await goals.focus();
    await clerk.keyboard.press('Space');
    await expect(goals).toHaveAttribute('aria-pressed', 'true');
    await expectClean(clerk);
    const dialog = await openAction(clerk, 'request_correction');
    await expect(dialog.locator('#item-0-pointer')).toHaveValue('/topics/0');
    await expect(dialog.locator('#item-1-pointer')).toHaveValue('/plan/goals');
    await dialog.getByRole('button', { name: '再加一项' }).click();
    for (const [at, text] of ['请写明数值。', '目标过宽。', '请说明院所分工。'].entries()) {
      await dialog.locator(`#item-${at}-code`).selectOption('unclear');
      await dialog.locator(`#item-${at}-text`).fill(text);
    }
    await dialog.locator('#item-2-pointer').selectOption('-');
    await dialog.locator('#item-days').fill('5');
    await expectClean(clerk);
    await confirm(dialog);
    await expect(clerk.getByText('补正要求已发出，轮到申请人。')).toBeVisible();
  });

  const applicant = await leadOn(browser, `/apply/filings/${id}`);
  await test.step('the lead sees the items with their places, the day and how many are left', async () => {
    await expect(applicant.getByText('已补正或答复 0 / 3 项')).toBeVisible();
    await expect(applicant.getByRole('link', { name: '逐项补正（还差 3 项）' })).toBeVisible();
    await expect(applicant.locator('#item-3')).toContainText('只作说明，不开放修改');
    await expectClean(applicant);
    const theirs = await applicant.locator('.turn .until').first().innerText();
    const ours = await clerk.locator('.turn .until').first().innerText();
    const day = /\d{4}年\d{1,2}月\d{1,2}日/.exec(theirs)?.[0] ?? 'no day';
    expect(ours).toContain(day);
    const ruler = (page: Page) => page.locator('.turn .days').first().getAttribute('aria-label');
    expect(await ruler(applicant)).toBe(await ruler(clerk));
  });

  await test.step('only what was pointed at can be changed; the rest is read only with its reason', async () => {
    await applicant.locator('#item-2').getByRole('link').first().click();
    await expect(applicant).toHaveURL(/\/plan#plan\.goals$/);
    await expect(applicant.locator('[name="plan.talent"]')).toHaveAttribute('readonly', '');
    await expect(applicant.locator('[id="plan.talent-closed"]')).toHaveText('未要求补正，只读');
    await expect(applicant.getByRole('button', { name: '加一个里程碑' })).toHaveCount(0);
    await expectClean(applicant);
    await applicant.locator('[name="plan.goals"]').fill('两年内完成一个泊位的示范。');
    await expect(applicant.getByText(/已保存到服务器/)).toBeVisible({ timeout: 15_000 });
    await applicant.goto(`/apply/filings/${id}/basics`);
    await expect(applicant.getByText('这一步没有要求补正的内容，只读。')).toBeVisible();
    await expect(applicant.locator('select[name=industryCode]')).toHaveCount(0);
    await applicant.goto(`/apply/filings/${id}/members`);
    await expect(applicant.locator('#invite')).toHaveCount(0);
    await expect(applicant.getByText('没有要求补正成员名单，不能增加成员。')).toBeVisible();
  });

  await test.step('the other two are answered in words', async () => {
    await applicant.goto(`/apply/filings/${id}`);
    await expect(applicant.getByText('已补正或答复 1 / 3 项')).toBeVisible();
    await expect(applicant.locator('#item-2')).toContainText('两年内完成一个泊位的示范。');
    await applicant.waitForLoadState('networkidle');
    await applicant.locator('#answer-1').fill('数值见检测方案。');
    await expect(applicant.locator('#item-1').getByText('已存在本机，还没有发出。')).toBeVisible();
    await applicant.reload();
    await expect(applicant.locator('#item-1').getByText('已从本机找回')).toBeVisible();
    await expect(applicant.locator('#answer-1')).toHaveValue('数值见检测方案。');
    for (const [item, text] of [
      [1, '数值见检测方案。'],
      [3, '院所负责检测。'],
    ] as const) {
      await applicant.locator(`#answer-${item}`).fill(text);
      await applicant.locator(`#item-${item}`).getByRole('button', { name: '保存答复' }).click();
      await expect(applicant.locator(`#item-${item} .reply`)).toContainText(text);
    }
    await expect(applicant.getByText('已补正或答复 3 / 3 项')).toBeVisible();
  });

  await test.step('the officer gives more time with a reason, and both see the new day', async () => {
    await clerk.goto(`/admin/filings/${id}`);
    await clerk.waitForLoadState('networkidle');
    const dialog = await openAction(clerk, 'extend');
    await dialog.locator('#extend-days').fill('3');
    await expect(dialog.getByText(/到 ?\d{4}年\d+月\d+日（周.）24:00 为止|放假安排尚未导入/)).toBeVisible();
    await dialog.locator('textarea[name=reason]').fill('成员单位集中停产检修，须重新签署。');
    await expectClean(clerk);
    await confirm(dialog);
    await expect(clerk.getByText('补正期限已延长，双方看到同一个日期。')).toBeVisible();
    await expect(clerk.locator('#corrections')).toContainText('成员单位集中停产检修');
    await applicant.reload();
    await expect(applicant.getByText('经办机关已延长 3 个工作日')).toBeVisible();
    await expect(applicant.getByText('成员单位集中停产检修').first()).toBeVisible();
    await expectClean(applicant);
  });

  await test.step('before and after of the field stand in front of the officer', async () => {
    const answers = clerk.locator('#corrections');
    await expect(answers.locator('del')).toHaveText('完成示范');
    await expect(answers.locator('ins')).toHaveText('两年内完成一个泊位的示范。');
    await expect(answers).toContainText('院所负责检测。');
  });
});

test('without script an officer points at a place and the lead answers', async ({ browser }) => {
  const id = await submitCase('示例无脚本补正创新联合体');
  const plain = { javaScriptEnabled: false };
  const clerk = await deskOf(browser, id, plain);
  await clerk.goto(`/admin/filings/${id}?point=%2Fsummary#act-request_correction`);
  const dialog = clerk.locator('#act-request_correction');
  await expect(dialog.locator('#item-0-pointer')).toHaveValue('/summary');
  await dialog.locator('#item-0-code').selectOption('missing');
  await dialog.locator('#item-0-text').fill('简介没有写明应用场景。');
  await dialog.getByRole('button', { name: '发出 1 项补正' }).click();
  await expect(clerk.getByText('补正要求已发出，轮到申请人。')).toBeVisible();
  const applicant = await leadOn(browser, `/apply/filings/${id}`, plain);
  await applicant.locator('#answer-1').fill('应用场景见课题。');
  await applicant.getByRole('button', { name: '保存答复' }).click();
  await expect(applicant.getByText('已补正或答复 1 / 1 项')).toBeVisible();
  await (await lead()).act(id, 'resubmit');
});

test('at 320 px and in the dark the answers still fit and read well', async ({ browser }) => {
  test.setTimeout(180_000);
  const id = await submitCase('示例窄屏补正创新联合体');
  const clerk = await deskOf(browser, id, { viewport: { width: 320, height: 700 }, colorScheme: 'dark' });
  const dialog = await openAction(clerk, 'request_correction');
  await dialog.locator('#item-0-code').selectOption('unclear');
  await dialog.locator('#item-0-text').fill('请核对。');
  await confirm(dialog);
  await expectClean(clerk);
  const narrow = { viewport: { width: 320, height: 700 }, colorScheme: 'dark' };
  const applicant = await leadOn(browser, `/apply/filings/${id}`, narrow);
  await expect(applicant.getByText('已补正或答复 0 / 1 项')).toBeVisible();
  await expectClean(applicant);
});
