import { expect, test, type Page } from '@playwright/test';
import { Caller, submitCase } from './admin/cases.ts';
import { expectClean, expectContrast, sitDown } from './admin/desk.ts';

type Row = { id: string; consortiumName: string; clock: { dueOn: string | null; who: string } | null };
type Inbox = { counts: { ours: number; overdue: number; byStatus: Record<string, number> } };

const rows = (page: Page) => page.locator('.console-table tbody tr[data-row]');
const names = (page: Page) => rows(page).locator('th a').allTextContents();
const idsOf = (page: Page) =>
  rows(page)
    .locator('th a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1)));

test('the inbox lists what is our turn by deadline, under headings, and its counts are those of the bureau', async ({
  page,
}) => {
  await sitDown(page, 'clerk');
  const clerk = await Caller.as('clerk');
  await expect(async () => {
    await page.goto('/admin');
    const { counts } = await clerk.get<Inbox>('/filings/inbox');
    const ours = page.locator('nav[aria-label=待办分组] a');
    await expect(ours.filter({ hasText: '全部' })).toHaveText(`全部${counts.ours}`, { timeout: 500 });
    await expect(ours.filter({ hasText: '已逾期' })).toHaveText(`已逾期${counts.overdue}`, { timeout: 500 });
    expect(await rows(page).count()).toBe(counts.ours);
  }).toPass();
  const due = await rows(page)
    .locator('td time:first-child')
    .evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
  expect(due.length).toBeGreaterThan(3);
  expect(due).toEqual([...due].sort());
  await expect(page.locator('.console-table th[scope=colgroup]').first()).toContainText('已逾期');
  await expect(page.getByText('放假安排计算')).toBeVisible();
  await expect(page.getByRole('button', { name: '受理' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText('受理须逐件检查，不能批量')).toBeVisible();
});

test('a group of the inbox is an address of its own', async ({ page }) => {
  await sitDown(page, 'clerk');
  await page.goto('/admin');
  await page.getByRole('navigation', { name: '待办分组' }).getByRole('link', { name: '区市推荐' }).click();
  await expect(page).toHaveURL(/who=recommender/);
  await expect(rows(page).getByText('示例洛阳特种轴承创新联合体')).toBeVisible();
  await expect(page.getByRole('link', { name: /区市推荐/ }).first()).toHaveAttribute('aria-current', 'page');
});

test('j and k move, x picks, Enter opens, the slash goes to the search and ? tells the keys', async ({ page }) => {
  await sitDown(page, 'clerk');
  await page.goto('/admin');
  await page.waitForLoadState('networkidle');
  const second = rows(page).nth(1);
  await page.keyboard.press('j');
  await expect(rows(page).first()).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(second).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('x');
  await expect(second.getByRole('checkbox')).toBeChecked();
  await expect(page.getByText('已选 1 件')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('查名称、单位、代码')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible();
  await page.keyboard.press('Escape');
  const name = await second.locator('th a').textContent();
  await second.locator('th a').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name ?? '');
  // Chromium drops keys for a moment after a page change moved the focus.
  await expect(async () => {
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(name ?? '', { timeout: 2000 });
  }).toPass();
});

test('columns and density are chosen once and stay', async ({ page }) => {
  await sitDown(page, 'clerk');
  await page.goto('/admin?due=overdue');
  await page.getByRole('link', { name: '列与密度' }).click();
  const dialog = page.getByRole('dialog', { name: '列与密度' });
  await dialog.getByLabel('产业').check();
  await dialog.getByLabel('辖区').uncheck();
  await dialog.getByLabel('紧').check();
  await dialog.getByRole('button', { name: '按此显示' }).click();
  await expect(page).toHaveURL(/due=overdue/);
  await expect(page.getByRole('columnheader', { name: '产业' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: '辖区' })).toHaveCount(0);
  await page.goto('/admin');
  await expect(page.getByRole('columnheader', { name: '产业' })).toBeVisible();
});

test('filters live in the address, are said in a sentence, sort on the server and can be loosened', async ({
  page,
}) => {
  await sitDown(page, 'clerk');
  await page.goto('/admin/filings');
  await page.locator('select[name=status]').selectOption('registered');
  await page.locator('select[name=jurisdiction]').selectOption('370200');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/status=registered/);
  await expect(page.getByText('青岛市、状态为已登记的备案申请，按到期从近到远。')).toBeVisible();
  await page.getByRole('columnheader', { name: '联合体，牵头单位' }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(page.getByRole('columnheader', { name: '联合体，牵头单位' })).toHaveAttribute('aria-sort', 'ascending');
  await page.goto('/admin/filings?q=没有这一家&status=lapsed');
  await expect(page.getByRole('heading', { name: '没有符合条件的备案申请' })).toBeVisible();
  await page.getByRole('link', { name: '去掉“含“没有这一家””' }).click();
  await expect(page).not.toHaveURL(/q=/);
  await expect(page).toHaveURL(/status=lapsed/);
  await expect(rows(page).getByText('示例近岸遥感监测创新联合体')).toBeVisible();
});

test('the next page continues where this one ended', async ({ page }) => {
  await sitDown(page, 'clerk');
  await page.goto('/admin/filings?sort=-submittedAt');
  const first = await idsOf(page);
  expect(first).toHaveLength(20);
  await page.getByRole('link', { name: '下一页' }).click();
  await expect(page).toHaveURL(/cursor=/);
  const second = await idsOf(page);
  expect(second.length).toBeGreaterThan(0);
  expect(second.filter((id) => first.includes(id))).toEqual([]);
  await expect(page.getByRole('link', { name: '回到第一页' })).toBeVisible();
});

test('a download holds exactly what is filtered, as Excel reads it, and nothing in it can run', async ({ page }) => {
  const id = await submitCase('＝示例公式，“引号”与=逗号创新联合体');
  await sitDown(page, 'clerk');
  await page.goto('/admin/filings?status=submitted&jurisdiction=370200');
  const shown = await idsOf(page);
  const answer = await page.request.get('/admin/filings.csv?status=submitted&jurisdiction=370200');
  expect(answer.headers()['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers()['cache-control']).toContain('no-store');
  const text = await answer.text();
  expect(text.startsWith('\ufeff联合体,牵头单位,状态,')).toBe(true);
  const lines = text.trim().split('\r\n').slice(1);
  expect(lines.some((line) => line.startsWith('"\'＝示例公式') && line.includes(id))).toBe(true);
  for (const each of shown) expect(text).toContain(String(each));
  expect(lines.every((line) => line.includes('已提交'))).toBe(true);
});

test('picked cases are exported alone', async ({ page }) => {
  await sitDown(page, 'clerk');
  await page.goto('/admin?due=overdue');
  await page.waitForLoadState('networkidle');
  const row = rows(page).first();
  const id = (await idsOf(page))[0] ?? '';
  await row.getByRole('checkbox').check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出所选' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('filings.csv');
  const stream = await download.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  const lines = Buffer.concat(parts).toString('utf8').trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(id);
});

test('a recommender sees what waits for a recommendation, and nothing else', async ({ page }) => {
  await sitDown(page, 'recommender');
  const recommender = await Caller.as('recommender');
  const { items } = await recommender.get<{ items: Row[] }>('/filings?mine=false&who=recommender&limit=100');
  await page.goto('/admin');
  await expect(page.getByText('轮到我推荐')).toBeVisible();
  expect((await names(page)).sort()).toEqual(items.map((item) => item.consortiumName).sort());
  await page.goto('/admin/filings?who=office');
  expect(await rows(page).count()).toBe(items.length);
});

test('for an organization outside any office the console does not exist', async ({ page }) => {
  await sitDown(page, 'outsider');
  for (const path of ['/admin', '/admin/filings', '/admin/filings.csv', '/admin/audit', '/admin/statistics']) {
    expect((await page.goto(path).catch(() => null))?.status() ?? (await page.request.get(path)).status(), path).toBe(
      404,
    );
  }
});

test('an auditor reads the trail, narrows it to one record and acts on nothing', async ({ page }) => {
  await sitDown(page, 'auditor');
  await page.goto('/admin/audit');
  await expect(page.getByRole('table')).toBeVisible();
  await page.getByRole('link', { name: '只看这个对象' }).nth(1).click();
  await expect(page).toHaveURL(/subject=/);
  const subject = new URL(page.url()).searchParams.get('subject') ?? '';
  await expect(page.getByText(`对象 ${subject}的记录`)).toBeVisible();
  const csv = await (await page.request.get(`/admin/audit.csv?subject=${subject}`)).text();
  const lines = csv.trim().split('\r\n').slice(1);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.every((line) => line.includes(subject))).toBe(true);
  await page.goto('/admin?due=overdue');
  await rows(page).first().locator('th a').click();
  await expect(page.getByText('审计只查看，不办理。')).toBeVisible();
  await expect(page.locator('a[aria-haspopup=dialog]')).toHaveCount(0);
});

test('an auditor reads who signed in, and narrows it to one person', async ({ page }) => {
  await sitDown(page, 'auditor');
  await page.goto('/admin/audit');
  await page.getByRole('link', { name: '登录记录' }).click();
  await expect(page.getByRole('heading', { name: '登录记录' })).toBeVisible();
  const entries = page.locator('table tbody tr');
  const newest = entries.first();
  await expect(newest).toContainText('密码');
  const person = (await newest.locator('a.code').textContent())?.trim() ?? '';
  await newest.getByRole('link', { name: '只看此人' }).click();
  await expect(page).toHaveURL(/actor=usr_/);
  await expect(page.getByText(`用户 ${person} 的登录`)).toBeVisible();
  await expect(entries.filter({ hasNotText: person })).toHaveCount(0);
});

test('the trail is for auditors only', async ({ page }) => {
  await sitDown(page, 'clerk');
  expect((await page.goto('/admin/audit'))?.status()).toBe(404);
  expect((await page.goto('/admin/audit/sign-ins'))?.status()).toBe(404);
  expect((await page.request.get('/admin/audit.csv')).status()).toBe(404);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen of the console is accessible and fits a desk and a phone, ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const desk = { width: 1440, height: 900 };
    const context = await browser.newContext({ colorScheme, viewport: desk, locale: 'zh-CN' });
    const page = await context.newPage();
    await sitDown(page, 'auditor');
    const auditor = await Caller.as('auditor');
    const { items } = await auditor.get<{ items: Row[] }>('/filings?mine=false&limit=100');
    const consortia = await auditor.get<{ items: { id: string }[] }>('/consortia?status=revoked');
    const open = items.find((item) => item.clock?.who === 'office');
    const done = items.find((item) => item.clock === null);
    for (const path of [
      '/admin',
      '/admin?due=today',
      '/admin/filings',
      '/admin/filings?q=没有',
      `/admin/filings/${open?.id}`,
      `/admin/filings/${done?.id}`,
      '/admin/consortia',
      `/admin/consortia/${consortia.items[0]?.id}`,
      '/admin/notices',
      '/admin/policies',
      '/admin/statistics',
      '/admin/audit',
      '/admin/audit/refusals',
      '/admin/audit/sign-ins',
      '/admin/accounts',
      '/en/admin',
      `/en/admin/filings/${open?.id}`,
    ])
      await test.step(path, async () => {
        await page.setViewportSize(desk);
        await page.goto(path);
        if (colorScheme === 'dark') return expectContrast(page);
        await expectClean(page);
        await page.setViewportSize({ width: 390, height: 844 });
        return expectClean(page, { contrast: false });
      });
    await context.close();
  });
}
