import { expect, test, type Browser, type Page } from '@playwright/test';
import { lead, readyCase } from './admin/cases.ts';
import { PASSWORD, PHONE } from './journeys/accounts.ts';

test.use({ serviceWorkers: 'allow' });

/** The lead's phone on the last step, read and confirmed. */
async function readyToSend(browser: Browser, id: string): Promise<Page> {
  const page = await (await browser.newContext({ ...PHONE, locale: 'zh-CN' })).newPage();
  const data = { email: 'port@partners.demo.example', password: PASSWORD };
  const answer = await page.request.post('/api/auth/sign-in/email', {
    data,
    headers: { origin: process.env.BASE_URL ?? '' },
  });
  expect(answer.status()).toBe(200);
  await openLastStep(page, id);
  return page;
}
async function openLastStep(page: Page, id: string): Promise<void> {
  await page.goto(`/apply/filings/${id}/submit`);
  await page.waitForLoadState('networkidle');
  await page.locator('#confirmed').check();
}
const send = (page: Page) => page.locator('button.main[form=send]');

/** A slow 3G line: 400 ms until anything comes back, 50 kB a second. */
async function onSlow3G(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
}

type Sent = { status: string; receipts: { number: string }[] };
async function expectSentOnce(id: string): Promise<string> {
  const { status, receipts } = await (await lead()).get<Sent>(`/filings/${id}`);
  expect({ status, receipts: receipts.length }).toEqual({ status: 'submitted', receipts: 1 });
  return receipts[0]?.number ?? '';
}
async function expectReceipt(page: Page, id: string): Promise<void> {
  const number = await expectSentOnce(id);
  await page.getByRole('link', { name: '打开回执' }).first().click();
  await expect(page).toHaveURL(new RegExp(`/receipts/${number}$`));
  await expect(page.getByRole('article', { name: '提交回执' })).toContainText(number);
}

test.describe('one submission, its receipt shown', () => {
  test.setTimeout(180_000);

  test('after a double click on slow 3G', async ({ browser }) => {
    const id = await readyCase('示例双击创新联合体');
    const page = await readyToSend(browser, id);
    await onSlow3G(page);
    await send(page).dblclick();
    await expect(page.getByRole('heading', { name: '已提交' })).toBeVisible({ timeout: 60_000 });
    await expectReceipt(page, id);
  });

  test('when the reply was lost after the server had written, and the button is pressed again', async ({ browser }) => {
    const id = await readyCase('示例回执丢失创新联合体');
    const page = await readyToSend(browser, id);
    let lost = 0;
    await page.route(/\/submit\?\/submit$/, async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      expect((await route.fetch()).status()).toBe(200);
      return route.abort('connectionreset');
    });
    await send(page).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectSentOnce(id);
    await send(page).click();
    await expect(page.getByRole('heading', { name: '已提交' })).toBeVisible();
    expect(lost).toBe(1);
    await expectReceipt(page, id);
  });

  test('when there was no network at the press, and there is again', async ({ browser }) => {
    const id = await readyCase('示例断网提交创新联合体');
    const page = await readyToSend(browser, id);
    await page.context().setOffline(true);
    await send(page).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.locator('#confirmed')).toBeChecked();
    await page.context().setOffline(false);
    await send(page).click();
    await expect(page.getByRole('heading', { name: '已提交' })).toBeVisible();
    await expectReceipt(page, id);
  });

  test('after going back, and after a reload', async ({ browser }) => {
    const id = await readyCase('示例后退刷新创新联合体');
    const page = await readyToSend(browser, id);
    await send(page).click();
    await expect(page.getByRole('heading', { name: '已提交' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: '已提交' })).toBeVisible();
    await page.goBack();
    await page.waitForLoadState('networkidle');
    if ((await send(page).count()) > 0) await send(page).click();
    await expectReceipt(page, id);
  });

  test('from two tabs, one after the other', async ({ browser }) => {
    const id = await readyCase('示例两个标签页创新联合体');
    const first = await readyToSend(browser, id);
    const second = await first.context().newPage();
    await openLastStep(second, id);
    await send(first).click();
    await expect(first.getByRole('heading', { name: '已提交' })).toBeVisible();
    await send(second).click();
    await expect(second.getByRole('link', { name: '打开回执' }).first()).toBeVisible();
    await expectReceipt(second, id);
    await expectReceipt(first, id);
  });

  test('from two devices at the same moment', async ({ browser }) => {
    const id = await readyCase('示例两台设备创新联合体');
    const [one, other] = await Promise.all([readyToSend(browser, id), readyToSend(browser, id)]);
    await Promise.all([send(one).click(), send(other).click()]);
    for (const page of [one, other])
      await expect(page.getByRole('link', { name: '打开回执' }).first()).toBeVisible({ timeout: 30_000 });
    await expectReceipt(one, id);
    await expectReceipt(other, id);
  });
});
