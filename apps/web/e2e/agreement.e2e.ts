import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { phone, PHONE, signInAs } from './journeys/accounts.ts';
import { expectNoFindings } from './journeys/looking.ts';

test.use(PHONE);

async function aCase(page: Page, status: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/filings?mine=true&status=${status}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items[0]?.id ?? '';
}

async function downloaded(page: Page): Promise<Buffer> {
  const arriving = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载组建协议（PDF）' }).click();
  return readFileSync(await (await arriving).path());
}

test('The lead keeps the signed agreement as a PDF file, and an officer gets the same file to the byte', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'lead');
  const id = await aCase(page, 'in_review');
  await page.goto(`/apply/filings/${id}`);
  await expect(page.getByText('含全部内容、签署和内容指纹，可以打印')).toBeVisible();
  const bytes = await downloaded(page);
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await expectNoFindings(page);

  const desk = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const clerk = await desk.newPage();
  await signInAs(clerk, 'clerk');
  await clerk.goto(`/admin/filings/${id}`);
  expect((await downloaded(clerk)).equals(bytes)).toBe(true);
});

test('A draft says that its pages are marked, without JavaScript too', async ({ page, browser }) => {
  await signInAs(page, 'lead');
  const id = await aCase(page, 'draft');
  const plain = await browser.newContext({
    ...PHONE,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const without = await plain.newPage();
  await without.goto(`/apply/filings/${id}`);
  await expect(without.getByText('尚未提交：每一页都标有“草案”')).toBeVisible();
  expect((await downloaded(without)).length).toBeGreaterThan(20_000);
  const stranger = await phone(browser);
  await signInAs(stranger, 'outsider');
  expect((await stranger.request.get(`/api/v1/filings/${id}/agreement.pdf`)).status()).toBe(404);
});
