import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { expectNoFindings } from './journeys/looking.ts';

test.use({ javaScriptEnabled: false });

const first = async (request: APIRequestContext, path: string) => {
  const { items } = (await (await request.get(`/api/v1${path}`)).json()) as {
    items: { id: string; registrationNumber: string }[];
  };
  const item = items[0];
  if (item === undefined) throw new Error(`nothing under ${path}`);
  return item;
};
const rows = (page: Page) => page.locator('.register > li');
const check = 'policy=pol_qingdao-2025&lead=enterprise&division=370212&upstream=2&downstream=1&months=36';

/** Every public page with what the demonstration holds. */
async function publicPages(request: APIRequestContext): Promise<string[]> {
  const consortium = await first(request, '/consortia');
  const revoked = await first(request, '/consortia?status=revoked');
  const open = await first(request, '/notices?status=open');
  const closed = await first(request, '/notices?status=closed');
  return [
    '/',
    '/consortia',
    '/consortia?q=深海&status=in_force',
    '/consortia?industry=qd-low-altitude&division=370212',
    `/consortia/${consortium.id}`,
    '/check',
    `/check?${check}&university=1`,
    '/check?policy=pol_qingdao-2025&lead=enterprise&division=elsewhere&code=9',
    '/policies',
    '/policies/pol_qingdao-2025',
    '/policies/pol_luoyang-2025?version=1',
    '/notices',
    `/notices/${open.id}`,
    `/notices/${open.id}/objection`,
    `/notices/${closed.id}`,
    '/verify',
    `/verify/${encodeURIComponent(consortium.registrationNumber)}`,
    `/verify/${encodeURIComponent(revoked.registrationNumber)}`,
    '/verify/unknown',
    '/nowhere',
  ];
}

test('two characters and pinyin initials find a consortium', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('searchbox').fill('深海');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/\/consortia\?q=/);
  await expect(rows(page).getByRole('link', { name: '示例深海装备关键材料与传动系统创新联合体' })).toBeVisible();
  await expect(page.getByText('含「深海」的')).toBeVisible();

  await page.getByLabel('名称、单位、摘要').fill('slshzb');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(rows(page).first()).toContainText('示例深海装备');
});

test('filters, facets, order and pages live in the address and work without script', async ({ page, request }) => {
  await page.goto('/consortia');
  await page.getByLabel('地区').selectOption('370200');
  await page.getByLabel('状态').selectOption('in_force');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/jurisdiction=370200/);
  // Another test may register one at this moment, and a page may be kept for ten seconds.
  await expect(async () => {
    await page.reload();
    const { total } = (await (
      await request.get('/api/v1/consortia/facets?jurisdiction=370200&status=in_force')
    ).json()) as { total: number };
    await expect(page.getByText(`全部产业、青岛市、有效的创新联合体共 ${total} 个`)).toBeVisible({ timeout: 500 });
    expect(await rows(page).count()).toBe(Math.min(total, 20));
  }).toPass({ timeout: 40_000 });

  await page
    .locator('#facets')
    .getByRole('link', { name: /^人工智能/ })
    .click();
  await expect(page).toHaveURL(/industry=qd-ai/);
  await expect(page).toHaveURL(/status=in_force/);
  await expect(page.locator('#facets [aria-current]').filter({ hasText: '人工智能' })).toBeVisible();
  for (const row of await rows(page).all()) await expect(row).toContainText('人工智能');

  await page.goto('/consortia?sort=name');
  const names = await rows(page).locator('h3').allTextContents();
  expect(names.length).toBeGreaterThan(1);
  await expect(page.getByLabel('排序')).toHaveValue('name');
});

test('the next page lives in the address and leads back to the first', async ({ page, request }) => {
  const head = (await (await request.get('/api/v1/consortia?limit=5')).json()) as {
    items: unknown[];
    nextCursor: string;
  };
  const { total } = (await (await request.get('/api/v1/consortia/facets')).json()) as { total: number };
  await page.goto(`/consortia?cursor=${encodeURIComponent(head.nextCursor)}`);
  await expect(rows(page)).toHaveCount(Math.min(20, total - 5));
  await expect(page.getByText(`共 ${total} 个`).first()).toBeVisible();
  await page.getByRole('link', { name: '回到第一页' }).click();
  await expect(page).toHaveURL(/\/consortia$/);
});

test('a cursor that was not made here is refused with the way back to the register', async ({ page }) => {
  const answer = await page.goto('/consortia?cursor=made-up');
  expect(answer?.status()).toBe(400);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('翻页位置无效');
  await expect(page.getByRole('main').getByRole('link', { name: '登记名录' })).toBeVisible();
});

test('an empty result says which condition to drop and how many there would be', async ({ page }) => {
  await page.goto('/consortia?industry=qd-low-altitude&division=370212');
  const way = page.getByRole('link', { name: /^去掉「崂山区」：\d+ 个$/ });
  const count = Number(/(\d+) 个/.exec(await way.innerText())?.[1]);
  await way.click();
  await expect(rows(page)).toHaveCount(count);
});

test('the download holds exactly the result, in text that a spreadsheet does not run', async ({ page, request }) => {
  await page.goto('/consortia?status=revoked');
  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  expect(href).toContain('status=revoked');
  const answer = await request.get(href ?? '');
  expect(answer.headers()['content-type']).toContain('text/csv');
  expect(answer.headers()['content-disposition']).toContain('attachment');
  const bytes = await answer.body();
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.toString('utf8').slice(1).trimEnd().split('\r\n');
  const { total } = (await (await request.get('/api/v1/consortia/facets?status=revoked')).json()) as { total: number };
  expect(lines).toHaveLength(1 + total);
  expect(lines[0]).toMatch(/^登记号,名称,状态,牵头单位/);
  expect(lines[1]).toMatch(/^示联备〔\d{4}〕\d{4}号,示例/);
  expect(lines.slice(1).every((line) => line.includes('已撤销'))).toBe(true);
});

test('a consortium shows its number, members, rules with their clauses, and the doubts of the policy', async ({
  page,
  request,
}) => {
  const { id, registrationNumber } = await first(request, '/consortia?q=深海');
  await page.goto(`/consortia/${id}`);
  await expect(page.getByText(registrationNumber).first()).toBeVisible();
  await expect(page.getByText('演示记录')).toBeVisible();
  await expect(page.getByRole('img', { name: /^组成/ }).first()).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '示例海洋大学' })).toContainText('高等学校');
  await expect(page.locator('.checks').first()).toContainText('原则上不少于3家');
  await expect(page.locator('.checks').first()).toContainText('产业链上下游企业 4 家，需要 3 家');
  await expect(page.getByText('3 个优势产业的名称尚未公开')).toBeVisible();
});

test('the check names the missing piece, its clause and what can be done, and stores nothing', async ({ page }) => {
  await page.goto('/check');
  await page.getByLabel('牵头单位注册区市').selectOption({ label: '青岛市 崂山区' });
  await page.getByLabel('上游企业').fill('2');
  await page.getByLabel('下游企业').fill('1');
  await page.getByLabel('高等学校').fill('1');
  await page.getByLabel('拟定有效期').fill('36');
  await page.getByRole('button', { name: '自查' }).click();
  await expect(page.getByRole('heading', { name: '还差 1 家高校院所' })).toBeVisible();
  await expect(page.locator('#result')).toContainText('可说明理由申请放宽');
  await expect(page.locator('.checks li').first()).toContainText('联合相关领域高校院所原则上不少于2家');
  await expect(page.getByRole('link', { name: '带着这些内容开始申请' })).toHaveAttribute(
    'href',
    /^\/apply\/filings\/new\?policy=pol_qingdao-2025/,
  );
  await expect(page.getByLabel('高等学校')).toHaveValue('1');
});

test('a lead from elsewhere is told where it has to be registered', async ({ page }) => {
  await page.goto(
    `/check?policy=pol_qingdao-2025&lead=enterprise&division=elsewhere&code=110105&upstream=3&university=2`,
  );
  await expect(page.getByRole('heading', { name: '牵头单位须在青岛市注册' })).toBeVisible();
  await page.goto('/check?policy=pol_luoyang-2025&lead=enterprise&division=410305&upstream=3&university=2');
  await expect(page.getByRole('heading', { name: /^还差 5 家成员单位$/ })).toBeVisible();
});

test('what cannot be read in the check is named at its field, and what was typed stays', async ({ page }) => {
  await page.goto('/check?policy=pol_qingdao-2025&lead=enterprise&division=&upstream=many&university=2');
  await expect(page.getByRole('alert')).toContainText('上游企业：请填 0 到 200 的整数');
  await page
    .getByRole('alert')
    .getByRole('link', { name: /^上游企业/ })
    .click();
  await expect(page).toHaveURL(/#upstream$/);
  await expect(page.getByLabel('上游企业')).toHaveValue('many');
  await expect(page.getByLabel('高等学校')).toHaveValue('2');
});

test('the rules page says what is verbatim, what the bureau set itself and what is in doubt', async ({ page }) => {
  await page.goto('/policies/pol_qingdao-2025');
  await expect(page.getByText('期限为本局设定')).toBeVisible();
  await expect(page.getByText('名称待确认').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: '存疑' })).toBeVisible();
  await expect(page.locator('#composition-academic-institutions-min')).toContainText('高校院所至少 2 家');
  expect((await page.goto('/policies/pol_qingdao-2025?version=99'))?.status()).toBe(404);
});

test('a certificate is verified by its number however the brackets are typed; an unknown number is a 404 with the form', async ({
  page,
  request,
}) => {
  const { registrationNumber } = await first(request, '/consortia?status=in_force&jurisdiction=370200');
  await page.goto('/verify');
  await page.getByLabel('登记号').fill(registrationNumber.replace('〔', '[').replace('〕', ']'));
  await page.getByRole('button', { name: '核验' }).click();
  await expect(page.getByRole('heading', { name: '证书真实、有效' })).toBeVisible();
  await expect(page.getByRole('article')).toContainText(registrationNumber);
  await expect(page.getByRole('img', { name: '核验二维码' })).toBeVisible();

  const revoked = await first(request, '/consortia?status=revoked');
  await page.goto(`/verify/${encodeURIComponent(revoked.registrationNumber)}`);
  await expect(page.getByRole('article')).toContainText('已撤销');

  const answer = await page.goto('/verify/示联备〔1999〕0001号');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有这个登记号');
  await expect(page.getByLabel('登记号')).toHaveValue('示联备〔1999〕0001号');
});

test('a real-name objection gets a receipt; name and contact never appear in public', async ({ page, request }) => {
  const { id } = await first(request, '/notices?status=open');
  await page.goto(`/notices/${id}`);
  await page.getByRole('link', { name: '提出异议' }).click();
  await page.getByLabel('姓名').fill('示例异议人甲');
  await page.getByLabel('理由').fill('成员之一并不具备研发能力，见所附检测报告。');
  await page.getByRole('button', { name: '提交异议' }).click();
  await expect(page.getByRole('alert')).toContainText('联系方式：');
  await expect(page.getByLabel('姓名')).toHaveValue('示例异议人甲');

  await page.getByLabel('联系方式').fill('13900000000');
  await page.getByRole('button', { name: '提交异议' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('异议已收到');
  await expect(page.getByText(/^obj_/)).toBeVisible();
  await expect(page.getByText('不公开，也不告知申请单位')).toBeVisible();

  const open = await (await request.get(`/notices/${id}`, { headers: { 'cache-control': 'no-cache' } })).text();
  expect(open).not.toContain('示例异议人甲');
  expect(open).not.toContain('13900000000');
});

test('a closed notice takes no objection and leads to its registration', async ({ page, request }) => {
  const { id } = await first(request, '/notices?status=closed');
  await page.goto(`/notices/${id}`);
  await expect(page.getByText('公示已结束，不再接收异议')).toBeVisible();
  await expect(page.getByRole('link', { name: '提出异议' })).toHaveCount(0);
  await page.getByRole('link', { name: '已登记，看登记' }).click();
  await expect(page).toHaveURL(/\/consortia\/con_/);
});

test('the English pages speak English and name their Chinese counterpart', async ({ page }) => {
  await page.goto('/en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { name: 'Target and progress' })).toBeVisible();
  await expect(page.locator('link[hreflang="zh-CN"]')).toHaveAttribute('href', /\/$/);
  await page.getByRole('link', { name: /^All \d+$/ }).click();
  await expect(page).toHaveURL(/\/en\/consortia/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Register of innovation consortia');
  await page.goto(`/en/check?${check}&university=1`);
  await expect(
    page.getByRole('heading', { name: 'Still missing: universities and institutes (1 more)' }),
  ).toBeVisible();
});

test('public pages carry no script at all', async ({ request }) => {
  for (const path of await publicPages(request)) {
    const html = await (await request.get(path)).text();
    expect(html, path).toContain('<main');
    expect(html, path).not.toMatch(/<script|modulepreload|\son[a-z]+=/i);
  }
});

test('public pages may be kept and are asked for again with 304; personal forms are not kept', async ({ request }) => {
  const consortium = await first(request, '/consortia');
  const notice = await first(request, '/notices?status=open');
  for (const path of [
    '/',
    '/consortia',
    `/consortia/${consortium.id}`,
    '/policies',
    '/policies/pol_qingdao-2025',
    '/notices',
    '/check',
  ]) {
    const answer = await request.get(path);
    expect(answer.headers()['cache-control'], path).toMatch(/^public, max-age=\d+/);
    const again = await request.get(path, { headers: { 'if-none-match': answer.headers()['etag'] ?? '' } });
    expect(again.status(), path).toBe(304);
  }
  const form = await request.get(`/notices/${notice.id}/objection`);
  expect(form.headers()['cache-control']).toContain('no-store');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`looked at in ${colorScheme}`, () => {
    // axe needs script in the page; the pages themselves bring none.
    test.use({ javaScriptEnabled: true, colorScheme, bypassCSP: true, viewport: { width: 320, height: 800 } });

    test(`nothing serious is found by axe and nothing scrolls sideways at 320 (${colorScheme})`, async ({
      page,
      request,
    }) => {
      test.setTimeout(180_000);
      for (const path of await publicPages(request)) {
        await page.goto(path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
        // In the other scheme the same page differs by its colours alone.
        await expectNoFindings(page, {
          seriousOnly: true,
          ...(colorScheme === 'dark' && { only: ['color-contrast'] }),
        });
      }
    });
  });
}
