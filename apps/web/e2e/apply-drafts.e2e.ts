import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type Page } from '@playwright/test';
import { fillSignIn, PHONE, signUp } from './journeys/accounts.ts';
import { fillDevice, waitingOnDevice } from './journeys/device.ts';
import { fillBasics, inviteMember, openStep, saveAndGoOn, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';

test.use({ ...PHONE, serviceWorkers: 'allow' });
test.describe.configure({ timeout: 180_000 });

const saved = (page: Page) => page.getByText(/已保存到服务器\s\d\d:\d\d/);
const local = (page: Page) => page.getByText('已保存到本机，待同步');

async function newDraft(page: Page): Promise<{ id: string; email: string }> {
  const email = await signUp(page, '示例申请人');
  await registerOrganization(page, anOrganization('示例申请企业'));
  const id = await startFiling(page);
  // What keeps a draft on the device comes after the page: a network lost before leaves the last resort alone.
  await page.waitForLoadState('networkidle');
  return { id, email };
}

/** One field of each step: what is typed into it without a network has to reach the server in the end. */
const STEPS = [
  { step: 'basics', label: '简介' },
  { step: 'topics', label: '课题名称' },
  { step: 'duties', label: '承担的任务' },
  { step: 'mechanisms', label: '决策调度' },
  { step: 'plan', label: '关键核心任务' },
  { step: 'statements', label: '协议对知识产权' },
] as const;

test('The network is cut while somebody types, at every step: all of it is there in the end', async ({
  page,
  context,
}) => {
  const { id } = await newDraft(page);
  await fillBasics(page, '示例断网联合体');
  await inviteMember(page, anOrganization('示例成员'), '上游');
  for (const { step } of STEPS) {
    await openStep(page, id, step);
    const field = page.locator('#step textarea, #step input.input').first();
    await context.setOffline(true);
    await field.fill(`断网时在 ${step} 写的`);
    await expect(page.getByText('已保存到本机，待同步（没有网络）')).toBeVisible();
    await field.press('End');
    await field.pressSequentially('，接着写');
    await expect.poll(() => waitingOnDevice(page)).toContain(`断网时在 ${step} 写的，接着写`);
    await context.setOffline(false);
    await expect(saved(page)).toBeVisible();
    await page.reload();
    await expect(field).toHaveValue(`断网时在 ${step} 写的，接着写`);
  }
});

test('An hour without a network, a closed tab and a new one lose nothing', async ({ page, context }) => {
  await page.clock.install();
  await newDraft(page);
  await context.setOffline(true);
  await page.getByLabel('联合体名称').fill('飞行模式里写的名称');
  await expect(page.getByText('已保存到本机，待同步（没有网络）')).toBeVisible();
  await page.clock.fastForward('01:00:00');
  await page.getByLabel('简介').fill('一小时以后写的简介');
  await expect.poll(() => waitingOnDevice(page)).toContain('一小时以后写的简介');
  const address = page.url();
  await page.close();
  await context.setOffline(false);
  const later = await context.newPage();
  await later.goto(address);
  await expect(later.getByLabel('联合体名称')).toHaveValue('飞行模式里写的名称');
  await expect(later.getByLabel('简介')).toHaveValue('一小时以后写的简介');
  await expect(saved(later)).toBeVisible();
});

test('A login that ran out loses nothing, and what waited is sent after signing in', async ({ page, context }) => {
  const { id, email } = await newDraft(page);
  await context.clearCookies();
  await page.getByLabel('联合体名称').fill('登录过期时写的名称');
  await expect(page.getByText('已保存到本机，待同步（登录已过期）')).toBeVisible();
  await page.getByLabel('简介').fill('过期以后还在写');
  await expect.poll(() => waitingOnDevice(page)).toContain('过期以后还在写');
  await page.getByRole('link', { name: '重新登录' }).click();
  await fillSignIn(page, email);
  await page.waitForURL(`**/${id}/basics`);
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('联合体名称')).toHaveValue('登录过期时写的名称');
  await expect(page.getByLabel('简介')).toHaveValue('过期以后还在写');
});

test('One field with a mistake keeps nothing else from the server', async ({ page, context }) => {
  const { id } = await newDraft(page);
  await openStep(page, id, 'plan');
  const money = page.getByRole('group', { name: '第 1 笔' });
  await money.getByLabel('年度').fill('27');
  await money.getByLabel('金额').fill('四百');
  await page.getByLabel('关键核心任务').fill('深海密封');
  await expect(page.getByText(/已保存到本机.*其余已存到服务器/)).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  // The other tab shows what waits on this device as well; the server is asked itself.
  const view = await (await page.request.get(`/api/v1/filings/${id}`)).json();
  expect(view.plan).toMatchObject({ goals: '深海密封', funding: [] });
  await other.close();
  await saveAndGoOn(page).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(money.getByLabel('金额')).toHaveValue('四百');
  await page.reload();
  await expect(money.getByLabel('金额')).toHaveValue('四百');
  await expect(page.getByLabel('关键核心任务')).toHaveValue('深海密封');
});

/** The browser's own process: its helpers name what they are, it does not. */
async function processOf(profile: string): Promise<number> {
  for (const pid of await readdir('/proc')) {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (words.includes(`--user-data-dir=${profile}\0`) && !words.includes('--type=')) return Number(pid);
  }
  throw new Error('no browser has this profile');
}

test('A browser that is killed loses at most what was typed in the last three seconds', async ({ baseURL }) => {
  const profile = await mkdtemp(join(tmpdir(), 'drafts-'));
  const { launchOptions } = test.info().project.use;
  const start = () => chromium.launchPersistentContext(profile, { ...launchOptions, ...PHONE, baseURL: baseURL ?? '' });
  try {
    const first = await start();
    const page = first.pages()[0] ?? (await first.newPage());
    const { email } = await newDraft(page);
    await first.setOffline(true);
    await page.getByLabel('简介').pressSequentially('电池没电之前写下的简介');
    await page.waitForTimeout(3000);
    const address = page.url();
    process.kill(await processOf(profile), 'SIGKILL');
    await first.close().catch(() => undefined);
    const second = await start();
    const again = second.pages()[0] ?? (await second.newPage());
    await again.goto(address);
    // A cookie that was not on the disk yet went with the browser.
    if (again.url().includes('/sign-in')) await fillSignIn(again, email);
    await expect(again.getByLabel('简介')).toHaveValue('电池没电之前写下的简介');
    await expect(saved(again)).toBeVisible();
    await second.close();
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
});

test('Without room in its database the device keeps the draft in the last resort', async ({ page, context }) => {
  await fillDevice(page, false);
  await newDraft(page);
  await context.setOffline(true);
  await page.getByLabel('简介').fill('数据库已满时写的');
  await expect(local(page)).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  await expect(page.getByLabel('简介')).toHaveValue('数据库已满时写的');
});

test('Without any room the mark says so, what to do, and the server still gets everything', async ({
  page,
  context,
}) => {
  await fillDevice(page);
  await newDraft(page);
  await context.setOffline(true);
  await page.getByLabel('简介').fill('一点空间也没有时写的');
  await expect(page.getByText('未保存 · 本机存储已满（没有网络）')).toBeVisible();
  await expect(page.getByRole('heading', { name: '这台设备存不下了' })).toBeVisible();
  await expect(local(page)).toHaveCount(0);
  await context.setOffline(false);
  await expect(page.getByText(/已保存到服务器\s\d\d:\d\d · 本机存储已满/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('简介')).toHaveValue('一点空间也没有时写的');
});

test('What the release before left on this device comes over and is sent', async ({ page }) => {
  const { id } = await newDraft(page);
  const { user } = await (await page.request.get('/api/v1/me')).json();
  const { href } = new URL(page.url());
  await page.evaluate(
    ([key, address]) =>
      localStorage.setItem(
        key ?? '',
        JSON.stringify({
          typed: {
            consortiumName: '',
            summary: '上一版留下的',
            industryCode: '',
            divisionCode: '370212',
            validityMonths: '',
          },
          base: 'unknown',
          at: '2026-11-01T00:00:00.000Z',
          href: address,
          title: '示例',
        }),
      ),
    [`lianchuang.draft.${user.id}.${id}.basics`, href],
  );
  await page.reload();
  await expect(page.getByLabel('简介')).toHaveValue('上一版留下的');
  await expect(saved(page)).toBeVisible();
  await expect.poll(() => waitingOnDevice(page)).not.toContain('上一版留下的');
});

/** The server writes the first save and its answer never arrives; says how many were lost. */
async function losingTheFirstAnswer(page: Page, meanwhile = () => Promise.resolve()): Promise<() => number> {
  let lost = 0;
  await page.route('**/topics?/save', async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await meanwhile();
    await route.abort();
  });
  return () => lost;
}

test('Whoever types without a pause is saved all the same, and a lost answer saves nothing twice', async ({ page }) => {
  const { id } = await newDraft(page);
  await openStep(page, id, 'topics');
  const lost = await losingTheFirstAnswer(page);
  await page.getByLabel('课题名称').first().pressSequentially('不停地写了很久的课题名称'.repeat(3), { delay: 120 });
  expect(lost(), 'saved before there was a pause').toBe(1);
  await expect(saved(page)).toBeVisible();
  const view = await (await page.request.get(`/api/v1/filings/${id}`)).json();
  expect(view.topics.map((each: { title: string }) => each.title)).toEqual(['不停地写了很久的课题名称'.repeat(3)]);
});

test.describe('What was sent and lost its answer is compared before anything else is sent, and no row comes twice', () => {
  const written = ['回执丢了的课题，后来接着写'];
  const titles = async (page: Page, id: string) =>
    (await (await page.request.get(`/api/v1/filings/${id}`)).json()).topics.map(
      (each: { title: string }) => each.title,
    );

  test('though the server then asks to wait', async ({ page }) => {
    const { id } = await newDraft(page);
    await openStep(page, id, 'topics');
    let asked = 0;
    await page.route('**/topics?/save', async (route) => {
      asked += 1;
      if (asked === 1) {
        await route.fetch();
        return route.abort();
      }
      const body = JSON.stringify({ type: 'failure', status: 429, data: '[{"base":1,"version":2},"",0]' });
      return asked === 2 ? route.fulfill({ contentType: 'application/json', body }) : route.continue();
    });
    const title = page.getByLabel('课题名称').first();
    await title.pressSequentially('回执丢了的课题');
    await expect.poll(() => asked).toBe(2);
    await title.pressSequentially('，后来接着写');
    await expect(saved(page)).toBeVisible();
    expect(await titles(page, id)).toEqual(written);
  });

  test('though the login ran out meanwhile', async ({ page, context }) => {
    const { id, email } = await newDraft(page);
    await openStep(page, id, 'topics');
    await losingTheFirstAnswer(page, () => context.clearCookies());
    const title = page.getByLabel('课题名称').first();
    await title.pressSequentially('回执丢了的课题');
    await expect(page.getByText('已保存到本机，待同步（登录已过期）')).toBeVisible();
    await title.pressSequentially('，后来接着写');
    await expect.poll(() => waitingOnDevice(page)).toContain('后来接着写');
    await page.getByRole('link', { name: '重新登录' }).click();
    await fillSignIn(page, email);
    await page.waitForURL(`**/${id}/topics`);
    await expect(saved(page)).toBeVisible();
    expect(await titles(page, id)).toEqual(written);
  });
});
