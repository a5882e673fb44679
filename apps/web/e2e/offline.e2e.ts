import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { PHONE, signUp } from './journeys/accounts.ts';
import { waitingOnDevice } from './journeys/device.ts';
import { openStep, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';
import { ready, stored, seen } from './journeys/offline.ts';

test.use({ ...PHONE, serviceWorkers: 'allow' });

async function newDraft(page: Page): Promise<{ id: string; email: string }> {
  const email = await signUp(page, '示例离线人');
  await registerOrganization(page, anOrganization('示例离线企业'));
  return { id: await startFiling(page), email };
}
const members = async (page: Page, id: string) =>
  (
    (await (await page.request.get(`/api/v1/filings/${id}`)).json()) as {
      members: { organization: { name: string } }[];
    }
  ).members.map((each) => each.organization.name);

test('In airplane mode my cases, a case and its steps open as they were last seen, with the time, and everything else says so', async ({
  page,
  context,
}) => {
  const { id } = await newDraft(page);
  await ready(page);
  await page.getByLabel('联合体名称').fill('示例离线可见的联合体');
  await expect(page.getByText(/已保存到服务器\s\d\d:\d\d/)).toBeVisible();
  for (const path of ['/apply', `/apply/filings/${id}`, `/apply/filings/${id}/basics`, `/apply/filings/${id}/topics`]) {
    await page.goto(path);
    await seen(page, path);
  }
  await context.setOffline(true);
  await page.goto('/apply');
  await expect(page.getByRole('heading', { name: '我的申请' })).toBeVisible();
  await expect(page.getByText(/离线，内容截至\s*\d{4}年\d+月\d+日 \d\d:\d\d/)).toBeVisible();
  await page.getByRole('link', { name: '示例离线可见的联合体', exact: true }).click();
  await page.waitForURL(`**/${id}`);
  await expect(page.getByRole('heading', { name: '示例离线可见的联合体' })).toBeVisible();
  await openStep(page, id, 'basics');
  await expect(page.getByLabel('联合体名称')).toHaveValue('示例离线可见的联合体');
  await openStep(page, id, 'plan');
  await expect(page.getByRole('heading', { name: '现在没有网络' })).toBeVisible();
  await context.setOffline(false);
  await page.goto('/apply');
  await expect(page.getByText(/内容截至/)).toHaveCount(0);
});

test('A page reached inside the app is kept too, and goes back to the server’s state when the network is back', async ({
  page,
  context,
}) => {
  const { id } = await newDraft(page);
  await ready(page);
  await page.getByRole('link', { name: '我的申请' }).click();
  await expect(page.getByRole('heading', { name: '我的申请' })).toBeVisible();
  await seen(page, '/apply');
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(/离线，内容截至/)).toBeVisible();
  await page.request.patch(`/api/v1/filings/${id}`, {
    data: { consortiumName: '示例别处改的名称' },
    headers: { 'if-match': '"1"', origin: new URL(page.url()).origin },
  });
  await context.setOffline(false);
  await expect(page.getByText(/内容截至/)).toHaveCount(0);
  await expect(page.getByRole('link', { name: '示例别处改的名称', exact: true })).toBeVisible();
});

test('Members invited without a network wait on the device and arrive once each, from one of two tabs', async ({
  page,
  context,
}) => {
  const { id } = await newDraft(page);
  await openStep(page, id, 'members');
  await ready(page);
  await seen(page, `/apply/filings/${id}/members`);
  const other = await context.newPage();
  await other.goto(`/apply/filings/${id}/members`);
  await context.setOffline(true);
  const names = ['示例离线甲', '示例离线乙', '示例离线丙'].map((name) => anOrganization(name));
  const form = page.locator('#invite');
  for (const member of names) {
    await form.getByLabel('统一社会信用代码').fill(member.uscc);
    await form.getByLabel('单位名称').fill(member.name);
    await form.getByLabel('单位类型').selectOption({ label: member.kind });
    await form.getByLabel('承担的任务').fill('承担约定的任务');
    await form.getByRole('button', { name: '生成邀请链接' }).click();
    await expect(page.getByText(`对${member.name}的邀请已存在本机`)).toBeVisible();
    await expect(form.getByLabel('单位名称')).toHaveValue('');
  }
  await expect(page.getByText('还有 3 项待同步')).toBeVisible();
  await page.reload();
  await expect(page.getByText('还有 3 项待同步')).toBeVisible();
  expect(await members(page, id)).toEqual([]);
  await context.setOffline(false);
  await expect.poll(() => members(page, id), { timeout: 20_000 }).toEqual(names.map((each) => each.name));
  await expect(page.getByText('待同步')).toHaveCount(0);
  await expect.poll(async () => (await stored(page)).includes('示例离线甲的')).toBe(false);
});

test('What was typed without a network in three steps over ten minutes is on the server once each when the network is back, whichever page is open', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  await page.clock.install();
  const { id } = await newDraft(page);
  await ready(page);
  const STEPS = [
    { step: 'basics', label: '联合体名称', text: '示例十分钟离线的联合体' },
    { step: 'topics', label: '课题名称', text: '离线时写的课题' },
    { step: 'plan', label: '关键核心任务', text: '离线时写的任务' },
  ] as const;
  for (const { step } of STEPS) {
    await openStep(page, id, step);
    await seen(page, `/apply/filings/${id}/${step}`);
  }
  const view = async () =>
    (await (await page.request.get(`/api/v1/filings/${id}`)).json()) as {
      version: number;
      consortiumName: string;
      topics: { title: string }[];
      plan: { goals: string };
    };
  const { version } = await view();
  await context.setOffline(true);
  for (const { step, label, text } of STEPS) {
    await openStep(page, id, step);
    const field = page.getByLabel(label).first();
    await field.fill(text.slice(0, 4));
    await page.clock.fastForward('01:40');
    await field.fill(text);
    await expect.poll(() => waitingOnDevice(page)).toContain(text);
    await page.clock.fastForward('01:40');
  }
  await page.reload();
  await expect(page.getByLabel('关键核心任务')).toHaveValue('离线时写的任务');
  await expect(page.getByText('还有 2 项待同步')).toBeVisible();
  expect((await view()).version).toBe(version);
  await context.setOffline(false);
  const [name, topic, goals] = STEPS.map(({ text }) => text);
  await expect
    .poll(view, { timeout: 30_000 })
    .toMatchObject({ consortiumName: name, topics: [{ title: topic }], plan: { goals } });
  await expect(page.getByText('待同步')).toHaveCount(0);
  // One change of the record for each step, and none besides.
  expect((await view()).version).toBe(version + STEPS.length);
  await expect.poll(() => waitingOnDevice(page)).toMatch(/^\[\[\],(?!.*lianchuang\.draft)/);
  for (const { step, label, text } of STEPS) {
    await openStep(page, id, step);
    await expect(page.getByLabel(label).first()).toHaveValue(text);
  }
  await page.goto('/apply');
  expect((await view()).version).toBe(version + STEPS.length);
});

test('What somebody else changed as well is not sent from another page: it waits for the person, with both texts', async ({
  page,
  context,
}) => {
  const { id } = await newDraft(page);
  await ready(page);
  for (const step of ['topics', 'basics']) {
    await openStep(page, id, step);
    await seen(page, `/apply/filings/${id}/${step}`);
  }
  await context.setOffline(true);
  await page.getByLabel('联合体名称').fill('示例离线写的名称');
  await expect.poll(() => waitingOnDevice(page)).toContain('示例离线写的名称');
  await openStep(page, id, 'topics');
  const read = async () =>
    (await (await page.request.get(`/api/v1/filings/${id}`)).json()) as { version: number; consortiumName: string };
  const answer = await page.request.patch(`/api/v1/filings/${id}`, {
    data: { consortiumName: '示例别处写的名称' },
    headers: { 'if-match': `"${(await read()).version}"`, origin: new URL(page.url()).origin },
  });
  expect(answer.status()).toBe(200);
  const asked = page.waitForResponse((each) => each.url().endsWith('/basics?/save'));
  await context.setOffline(false);
  await asked;
  await page.goto('/apply');
  const bar = page.getByRole('complementary', { name: '网络和同步' });
  await expect(bar.getByText('没有同步，要请您打开看看')).toBeVisible();
  await expect(page.getByText('已全部同步')).toHaveCount(0);
  await bar.getByRole('link', { name: /基本情况/ }).click();
  await expect(page.getByLabel('联合体名称')).toHaveValue('示例离线写的名称');
  await expect(bar.getByText('没有同步，要请您打开看看')).toHaveCount(0);
  await expect(page.getByText('示例别处写的名称').first()).toBeVisible();
  expect((await read()).consortiumName).toBe('示例别处写的名称');
});

test('An invitation whose reply was lost is sent again under its key and counts once', async ({ page, context }) => {
  const { id } = await newDraft(page);
  await openStep(page, id, 'members');
  await ready(page);
  // The server does it and the answer never comes.
  await context.route('**/members?/invite', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  const member = anOrganization('示例丢了回复');
  const form = page.locator('#invite');
  await form.getByLabel('统一社会信用代码').fill(member.uscc);
  await form.getByLabel('单位名称').fill(member.name);
  await form.getByLabel('单位类型').selectOption({ label: member.kind });
  await form.getByLabel('承担的任务').fill('承担约定的任务');
  await form.getByRole('button', { name: '生成邀请链接' }).click();
  await expect.poll(() => members(page, id)).toEqual([member.name]);
  await context.unroute('**/members?/invite');
  await expect(page.getByRole('heading', { name: member.name })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('待同步')).toHaveCount(0);
  expect(await members(page, id)).toEqual([member.name]);
});

test.describe('What belongs to a person', () => {
  const CANARY = '示例金丝雀联合体七四一';

  async function leaveTraces(page: Page, context: BrowserContext): Promise<string> {
    const { id, email } = await newDraft(page);
    await ready(page);
    await page.getByLabel('联合体名称').fill(CANARY);
    await expect(page.getByText(/已保存到服务器\s\d\d:\d\d/)).toBeVisible();
    for (const path of ['/apply', `/apply/filings/${id}`, `/apply/filings/${id}/basics`]) {
      await page.goto(path);
      await seen(page, path);
    }
    await context.setOffline(true);
    await page.getByLabel('简介').fill(`${CANARY}的简介`);
    await expect(page.getByText(/已保存到本机/)).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText(/已保存到服务器\s\d\d:\d\d/)).toBeVisible();
    expect(await stored(page)).toContain(CANARY);
    return email;
  }

  test('goes from the device with the sign-out, from caches, databases and local storage', async ({
    page,
    context,
  }) => {
    await leaveTraces(page, context);
    // Another tab still holds words that the server did not get.
    const other = await context.newPage();
    await other.route('**/basics?/save', (route) => route.abort());
    await other.goto(page.url());
    await other.getByLabel('简介').fill(`${CANARY}的另一页`);
    await expect.poll(() => waitingOnDevice(other)).toContain(`${CANARY}的另一页`);
    await page.goto('/sign-out');
    await page.getByRole('button', { name: '退出登录' }).first().click();
    await page.waitForURL((url) => url.pathname === '/');
    await other.waitForURL('**/sign-in?**');
    await other.close();
    await expect.poll(() => stored(page)).not.toContain(CANARY);
    await context.setOffline(true);
    await page.goto('/apply');
    await expect(page.getByRole('heading', { name: '现在没有网络' })).toBeVisible();
  });

  test('goes when the session ended elsewhere and somebody else signs in', async ({ page, context }) => {
    await leaveTraces(page, context);
    await context.clearCookies();
    await signUp(page, '示例后来的人');
    await page.goto('/apply');
    await expect.poll(() => stored(page)).not.toContain(CANARY);
  });
});

test('The product can be installed: a manifest with icons that exist, and a start page that opens', async ({
  page,
}) => {
  await page.goto('/sign-in');
  const href = (await page.locator('link[rel="manifest"]').getAttribute('href')) ?? '';
  const answer = await page.request.get(href);
  expect(answer.headers()['content-type']).toMatch(/manifest\+json|application\/json/);
  const manifest = (await answer.json()) as {
    start_url: string;
    icons: { src: string; type: string; sizes: string }[];
  };
  expect(manifest).toMatchObject({ start_url: '/apply', display: 'standalone', lang: 'zh-CN' });
  for (const { src, type } of manifest.icons) {
    const icon = await page.request.get(src);
    expect([icon.status(), icon.headers()['content-type']]).toEqual([200, type]);
  }
  const sizes = manifest.icons.map((each) => each.sizes);
  expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']));
});
