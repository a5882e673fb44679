import { expect, test, type Browser, type Page } from '@playwright/test';
import { Caller, lead, submitCase } from './admin/cases.ts';
import { confirm, expectClean, openAction, sitDown } from './admin/desk.ts';

/** A desk of one's own: nobody shares a session. */
async function deskOf(browser: Browser, account: string, id: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await sitDown(page, account);
  await page.goto(`/admin/filings/${id}`);
  await page.waitForLoadState('networkidle');
  return page;
}

async function act(page: Page, action: string, field?: string, text?: string): Promise<void> {
  const dialog = await openAction(page, action);
  if (field !== undefined) await dialog.locator(`textarea[name=${field}]`).fill(text ?? '');
  await confirm(dialog);
  await expect(page).toHaveURL(new RegExp(`done=${action}`));
  await expect(dialog).toBeHidden();
}

test('the office takes a case from the formal check to the certificate, every step confirmed with its reason', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const name = '示例办理全程创新联合体';
  const id = await submitCase(name);
  const clerk = await deskOf(browser, 'clerk', id);

  await test.step('several items are asked for at once, with the last day beside the period', async () => {
    const dialog = await openAction(clerk, 'request_correction');
    await dialog.locator('#item-0-code').selectOption('unclear');
    await dialog.locator('#item-0-pointer').selectOption('/topics/0');
    await dialog.locator('#item-0-text').fill('指标不可测，请写明数值。');
    await dialog.getByRole('button', { name: '再加一项' }).click();
    await dialog.locator('#item-1-code').selectOption('inconsistent');
    await dialog.locator('#item-1-pointer').selectOption('/plan/funding');
    await dialog.locator('#item-1-text').fill('合计与协议不一致。');
    await dialog.locator('#item-days').fill('3');
    await expect(dialog.getByText(/到 ?\d{4}年\d+月\d+日（周.）24:00 为止|放假安排尚未导入/)).toBeVisible();
    await dialog.getByRole('button', { name: '发出 2 项补正' }).click();
    await expect(clerk.getByText('补正要求已发出，轮到申请人。')).toBeVisible();
    await expect(clerk.getByText('合计与协议不一致。').first()).toBeVisible();
    await expect(clerk.getByText('轮到申请人', { exact: true })).toBeVisible();
    await expectClean(clerk);
  });

  await test.step('the lead answers', async () => {
    const caller = await lead();
    for (const item of [0, 1])
      await caller.act(id, 'answer_item', { item, text: `第 ${item + 1} 项：已核对，见正文。` });
    await caller.act(id, 'resubmit');
    await clerk.reload();
    await expect(clerk.getByText('轮到本局', { exact: true })).toBeVisible();
    await expect(clerk.locator('#corrections')).toContainText('第 2 项：已核对，见正文。');
  });

  await act(clerk, 'accept');
  await act(clerk, 'start_review');
  await act(clerk, 'conclude_review', 'opinion', '专家组建议备案。');
  await expect(clerk.getByText('专家组建议备案。').first()).toBeVisible();
  await expect(clerk.locator('a[href="#act-approve"]')).toHaveCount(0);

  const director = await deskOf(browser, 'director', id);
  await act(director, 'approve', 'reason', '同意备案，予以公示。');
  await expect(director.getByText('公示中，任何人可以实名提出异议')).toBeVisible();

  await test.step('an early end of the demonstration’s notice is said plainly', async () => {
    await clerk.goto(`/admin/filings/${id}`);
    const dialog = await openAction(clerk, 'close_publicity');
    await expect(dialog.getByText('现在是演示环境，可以提前结束')).toBeVisible();
    await confirm(dialog);
    await expect(clerk).toHaveURL(/done=close_publicity/);
  });

  await act(clerk, 'register');
  await expect(clerk.getByText(/已登记，登记号 示联备〔\d{4}〕\d{4}号。/)).toBeVisible();
  await expect(clerk.getByText('您现在没有可以办理的事项。').or(clerk.getByText('这件已办结。'))).toBeVisible();
  await expectClean(clerk);
  await clerk.getByRole('link', { name: '核验与证书' }).click();
  await expect(clerk.getByText(name).first()).toBeVisible();
});

test('a rejection needs its reason: the error says so, what was typed stays', async ({ browser }) => {
  const id = await submitCase('示例不予备案创新联合体');
  const clerk = await deskOf(browser, 'clerk', id);
  const dialog = await openAction(clerk, 'reject');
  await confirm(dialog);
  await expect(dialog.getByRole('alert')).toBeFocused();
  await expect(dialog.getByRole('link', { name: /理由/ })).toHaveAttribute('href', '#reject-reason');
  await expectClean(clerk);
  const long = '理由'.repeat(1001);
  await dialog.locator('textarea').fill(long);
  await confirm(dialog);
  await expect(dialog.locator('.field .error')).toContainText('2002');
  await expect(dialog.locator('textarea')).toHaveValue(long);
  await dialog.locator('textarea').fill('与已备案联合体方向重复。');
  await confirm(dialog);
  await expect(clerk.getByText('已作出不予备案决定。')).toBeVisible();
  await expect(clerk.getByText('与已备案联合体方向重复。').first()).toBeVisible();
});

test('a waiver is granted by name with its reason, beside the clause it rests on', async ({ browser }) => {
  const id = await submitCase('示例放宽创新联合体', { waiver: true });
  const clerk = await deskOf(browser, 'clerk', id);
  const check = clerk.getByRole('region', { name: '规则检查' });
  await expect(check.getByText('申请放宽，待决定')).toBeVisible();
  await check.getByRole('link', { name: '办理放宽' }).click();
  const dialog = clerk.locator('#act-waive');
  await expect(dialog.getByText('原则上不少于2家')).toBeVisible();
  await expect(dialog.getByText('本领域只有一家院所有中试平台。')).toBeVisible();
  await dialog.locator('textarea').fill('情况属实，同意放宽。');
  await confirm(dialog);
  await expect(clerk.getByText('已同意放宽，理由写入案卷。')).toBeVisible();
  await expect(check.getByText('示例经办）：情况属实，同意放宽。')).toBeVisible();
  await expect(clerk.locator('a[href="#act-waive"]')).toHaveCount(0);
});

test('when two officers act at once, the second is told and keeps what was typed', async ({ browser }) => {
  const id = await submitCase('示例两人同办创新联合体');
  const clerk = await deskOf(browser, 'clerk', id);
  const director = await deskOf(browser, 'director', id);
  const third = await deskOf(browser, 'director', id);
  await act(clerk, 'accept');

  const rejecting = await openAction(director, 'reject');
  await rejecting.locator('textarea').fill('写了很久的理由。');
  await confirm(rejecting);
  await expect(rejecting.getByText('有人先办了一步，您的操作没有执行')).toBeVisible();
  await expect(rejecting.getByText('科技局受理')).toBeVisible();
  await expect(rejecting.locator('textarea')).toHaveValue('写了很久的理由。');
  await expect(director.locator('.page-head .state')).toHaveText('已受理');

  const accepting = await openAction(third, 'accept');
  await confirm(accepting);
  await expect(third.getByText('有人先办了一步，您的操作没有执行')).toBeVisible();
  await expect(third.getByText('这一步现在已不能办理。')).toBeVisible();
  await expect(third.locator('a[href="#act-start_review"]').first()).toBeVisible();
});

test('an objection is ruled on with its reason before the case can be registered', async ({ browser, request }) => {
  test.setTimeout(120_000);
  const id = await submitCase('示例异议创新联合体');
  const clerkCalls = await Caller.as('clerk');
  await clerkCalls.act(id, 'accept');
  await clerkCalls.act(id, 'start_review');
  await clerkCalls.act(id, 'conclude_review', { opinion: '建议备案。' });
  await (await Caller.as('director')).act(id, 'approve', { reason: '同意。' });
  const filing = await clerkCalls.get<{ publicity: { noticeId: string } }>(`/filings/${id}`);
  const raised = await request.post(`/api/v1/notices/${filing.publicity.noticeId}/objections`, {
    data: { name: '示例异议人', contact: '示例电话', reason: '成员没有中试条件。' },
    headers: { origin: process.env.BASE_URL ?? '' },
  });
  expect(raised.status()).toBe(201);

  const clerk = await deskOf(browser, 'clerk', id);
  await act(clerk, 'close_publicity');
  await expect(clerk.locator('a[href="#act-register"]')).toHaveCount(0);
  const part = clerk.getByRole('region', { name: '异议' });
  await expect(part.getByText('成员没有中试条件。')).toBeVisible();
  await part.getByRole('link', { name: '裁定' }).click();
  const dialog = clerk.getByRole('dialog', { name: '裁定异议' });
  await confirm(dialog);
  await expect(dialog.getByRole('alert')).toContainText('裁定结果');
  await dialog.getByLabel('异议不成立').check();
  await dialog.locator('textarea').fill('已核实，有中试线。');
  await confirm(dialog);
  await expect(clerk.getByText('裁定已写入。')).toBeVisible();
  await expect(part.getByText(/异议不成立/).first()).toBeVisible();
  await expect(clerk.locator('a[href="#act-register"]').first()).toBeVisible();
});

test('only a director revokes a registration, with a reason that becomes public', async ({ browser }) => {
  const id = await submitCase('示例撤销创新联合体');
  const clerkCalls = await Caller.as('clerk');
  const directorCalls = await Caller.as('director');
  await clerkCalls.act(id, 'accept');
  await clerkCalls.act(id, 'start_review');
  await clerkCalls.act(id, 'conclude_review', { opinion: '建议备案。' });
  await directorCalls.act(id, 'approve', { reason: '同意。' });
  await clerkCalls.act(id, 'close_publicity');
  await clerkCalls.act(id, 'register');
  const { consortiumId } = await clerkCalls.get<{ consortiumId: string }>(`/filings/${id}`);

  const clerk = await deskOf(browser, 'clerk', id);
  await clerk.goto(`/admin/consortia/${consortiumId}`);
  await expect(clerk.locator('a[href="#revoke"]')).toHaveCount(0);
  const director = await deskOf(browser, 'director', id);
  await director.goto(`/admin/consortia/${consortiumId}`);
  await director.locator('a[href="#revoke"]').click();
  const dialog = director.getByRole('dialog', { name: '撤销登记' });
  await confirm(dialog);
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.locator('textarea').fill('绩效评价不合格（测试）。');
  await confirm(dialog);
  await expect(director.getByText('登记已撤销。')).toBeVisible();
  await expect(director.locator('.page-head .state')).toHaveText('已撤销');
  await expectClean(director);
});

test('without script an action is a section of the page with its form, and a refusal keeps what was typed', async ({
  browser,
}) => {
  const id = await submitCase('示例无脚本创新联合体');
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
  const page = await context.newPage();
  await sitDown(page, 'clerk');
  await page.goto(`/admin/filings/${id}`);
  await page.locator('a[aria-haspopup=dialog][href="#act-request_correction"]').click();
  const form = page.locator('#act-request_correction form');
  await form.locator('#item-0-text').fill('请补充试验条件。');
  await form.getByRole('button', { name: '再加一项' }).click();
  await expect(form.locator('#item-0-text')).toHaveValue('请补充试验条件。');
  await expect(form.locator('#item-1-text')).toBeVisible();
  await form.getByRole('button', { name: '删除第 2 项' }).click();
  await form.locator('.buttons button').click();
  await expect(form.locator('.error-summary')).toBeVisible();
  await form.locator('#item-0-code').selectOption('missing');
  await form.locator('.buttons button').click();
  await expect(page.getByText('补正要求已发出，轮到申请人。')).toBeVisible();
  await context.close();
});
