import { expect, test } from '@playwright/test';
import { PHONE, signUp } from './journeys/accounts.ts';
import { startFiling } from './journeys/drafting.ts';
import { behindReleases } from './journeys/next-release.ts';
import { ready } from './journeys/offline.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';

test.use({ serviceWorkers: 'allow' });

test('A release that comes while somebody writes is offered, breaks nothing that is open, and takes nothing that was typed', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const product = await behindReleases(baseURL ?? '');
  const context = await browser.newContext({ ...PHONE, baseURL: product.url });
  const page = await context.newPage();
  await signUp(page, '示例更新时填写人');
  await registerOrganization(page, anOrganization('示例更新时填写企业'));
  const id = await startFiling(page);
  await ready(page);
  const kept = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((each) => each.startsWith('assets-'));
      return (await Promise.all(names.map(async (each) => (await (await caches.open(each)).keys()).length))).join();
    });
  // The worker is through with its first release when the count stands still.
  let before = '';
  await expect
    .poll(
      async () => {
        const now = await kept();
        const stands = now === before && now !== '';
        before = now;
        return stands;
      },
      { intervals: [1500], timeout: 40_000 },
    )
    .toBe(true);

  await page.getByLabel('联合体名称').fill('示例更新前写的名称');
  product.release();
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => undefined));
  await expect(page.getByText('有新版本')).toBeVisible({ timeout: 40_000 });
  await expect(page.getByLabel('联合体名称')).toHaveValue('示例更新前写的名称');
  await page.getByLabel('简介').fill('更新之后接着写的简介');
  await expect(page.getByText(/已保存到服务器\s\d\d:\d\d/)).toBeVisible();

  // Steps whose scripts this page never asked for: the server has them no longer.
  expect((await page.request.get(`${product.url}/_app/immutable/none.js`)).status()).toBe(404);
  await page.getByRole('link', { name: '计划' }).click();
  await page.waitForURL(`**/${id}/plan`);
  await page.getByLabel('关键核心任务').fill('更新之后写的任务');
  await expect(page.getByText(/已保存到服务器\s\d\d:\d\d/)).toBeVisible();

  await page.getByRole('button', { name: '更新' }).click();
  await page.waitForLoadState('load');
  await expect(page.getByText('有新版本')).toHaveCount(0);
  await expect(page.getByLabel('关键核心任务')).toHaveValue('更新之后写的任务');
  await page.getByRole('link', { name: '基本', exact: true }).click();
  await expect(page.getByLabel('联合体名称')).toHaveValue('示例更新前写的名称');
  await expect(page.getByLabel('简介')).toHaveValue('更新之后接着写的简介');
  await context.close();
  await product.stop();
});
