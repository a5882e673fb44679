import { expect, test, type Page } from '@playwright/test';
import { phone, PHONE, signInAs } from './journeys/accounts.ts';
import { expectNoFindings } from './journeys/looking.ts';

test.use(PHONE);

async function aCase(page: Page, status: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/filings?mine=true&status=${status}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items[0]?.id ?? '';
}

test('The lead opens the receipt of what was filed from the case and prints it on one sheet', async ({ page }) => {
  await signInAs(page, 'lead');
  await page.goto(`/apply/filings/${await aCase(page, 'in_review')}`);
  const number = await page.locator('#receipt .code').first().innerText();
  await page.getByRole('link', { name: '打开回执' }).click();
  await expect(page.getByRole('heading', { name: '提交回执' })).toBeVisible();
  const sheet = page.getByRole('article', { name: '提交回执' });
  await expect(sheet).toContainText(number);
  await expect(sheet).toContainText('青岛市科学技术局于');
  await expect(sheet).toContainText('现在的全文就是本回执所指的这一份');
  await expect(sheet.getByRole('img', { name: '本回执地址的二维码' })).toBeVisible();
  await expect(sheet).toContainText(page.url());
  await expectNoFindings(page);

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: '保存和打印' })).toBeHidden();
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test('A member that signed reads the same receipt without JavaScript, and an outsider is told that there is none', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'member');
  const id = await aCase(page, 'in_review');
  await page.goto(`/apply/filings/${id}`);
  const address = (await page.getByRole('link', { name: '打开回执' }).getAttribute('href')) ?? '';
  const plain = await browser.newContext({
    ...PHONE,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const without = await plain.newPage();
  await without.goto(address);
  await expect(without.getByRole('article', { name: '提交回执' })).toContainText('收到的机关');
  await expect(without.getByRole('article', { name: '提交回执' }).getByRole('img')).toBeVisible();

  const stranger = await phone(browser);
  await signInAs(stranger, 'outsider');
  expect((await stranger.goto(address))?.status()).toBe(404);
  expect((await page.goto(`${address}-9`))?.status()).toBe(404);
});
