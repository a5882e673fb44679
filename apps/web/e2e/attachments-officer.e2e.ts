import { expect, test, type Page } from '@playwright/test';
import { expectClean, expectContrast, sitDown } from './admin/desk.ts';
import { phone, signInAs } from './journeys/accounts.ts';
import { openStep } from './journeys/drafting.ts';
import { aPdf, filesOf, sha256, takePhotos } from './journeys/photos.ts';

test.use({ viewport: { width: 1440, height: 900 } });

async function aCase(page: Page): Promise<string> {
  const answer = await page.request.get('/api/v1/filings?mine=true&status=correction');
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items[0]?.id ?? '';
}

test('An officer reads the PDF and the photo of a case on the spot, sees what was not scanned, and saves the very bytes that were uploaded', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const lead = await phone(browser);
  await signInAs(lead, 'lead');
  const id = await aCase(lead);
  await openStep(lead, id, 'materials');
  // Before the page's script stands, a place takes one file at a time.
  await lead.waitForLoadState('networkidle');
  const choose = lead.getByLabel('为「牵头单位营业执照」选择文件');
  const pdf = aPdf('Qingdao 2026');
  await choose.setInputFiles({ name: '营业执照.pdf', mimeType: 'application/pdf', buffer: pdf });
  await takePhotos(choose, 1, 300);
  await expect(lead.locator('#material-lead-registration').getByText('已附上')).toHaveCount(2);

  await sitDown(page, 'clerk');
  await page.goto(`/admin/filings/${id}#materials`);
  // Before the page's script stands, a preview opens in a tab of its own.
  await page.waitForLoadState('networkidle');
  const materials = page.locator('#materials');
  await expect(materials.getByText('未扫描')).toHaveCount(2);
  await expect(materials).toContainText('成员单位主体资格证明');

  await materials.getByRole('link', { name: '预览「营业执照.pdf」' }).click();
  const sheet = page.getByRole('dialog', { name: '营业执照.pdf' });
  await expect(sheet.getByText('第 1 页，共 1 页')).toBeVisible();
  await expect
    .poll(() =>
      sheet.locator('canvas').evaluate((drawn) => {
        const { width, height } = drawn as HTMLCanvasElement;
        const pixels = (drawn as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        return Array.from(pixels).filter((value, at) => at % 4 === 0 && value < 80).length;
      }),
    )
    .toBeGreaterThan(100);
  await expectClean(page, { contrast: false });
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await materials.getByRole('link', { name: '预览「合作协议第1页.jpg」' }).click();
  const photo = page.getByRole('dialog').getByRole('img', { name: '合作协议第1页.jpg' });
  await expect.poll(() => photo.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(300);
  await page.getByRole('button', { name: '关闭预览' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectContrast(page);

  const saving = page.waitForEvent('download');
  await materials.getByRole('link', { name: '营业执照.pdf', exact: true }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await saving).createReadStream()) chunks.push(chunk as Buffer);
  expect(sha256(Buffer.concat(chunks))).toBe(sha256(pdf));
  const rows = await filesOf(page, id);
  expect(rows.find(({ name }) => name === '营业执照.pdf')?.sha256).toBe(sha256(pdf));
});
