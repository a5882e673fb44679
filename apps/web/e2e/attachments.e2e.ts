import { expect, test, type Page } from '@playwright/test';
import { lead, readyCase } from './admin/cases.ts';
import { PASSWORD, phone, PHONE, signUp } from './journeys/accounts.ts';
import { fillBasics, inviteMember, openStep, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';
import { aPdf, filesOf, sha256, takePhotos } from './journeys/photos.ts';
import { joinByLink } from './journeys/signing.ts';
import { expectClean } from './journeys/looking.ts';

const baseURL = process.env.BASE_URL ?? '';

test.use({ ...PHONE, serviceWorkers: 'allow' });

async function aDraft(page: Page, name: string): Promise<string> {
  await signUp(page, '示例牵头人');
  await registerOrganization(page, anOrganization('示例牵头企业'));
  const id = await startFiling(page);
  await fillBasics(page, name);
  return id;
}

/** A filing that lacks nothing, and its lead signed in. */
async function aReadyCase(page: Page, name: string): Promise<string> {
  const id = await readyCase(name);
  const data = { email: 'port@partners.demo.example', password: PASSWORD };
  const answer = await page.request.post('/api/auth/sign-in/email', { data, headers: { origin: baseURL } });
  expect(answer.status()).toBe(200);
  return id;
}

/** Where tickets are asked for. */
const tickets = /\/filings\/[^/]+\/attachments$/;
const chooser = (page: Page, material: string) => page.getByLabel(`为「${material}」选择文件`);
const place = (page: Page, id: string) => page.locator(`#material-${id}`);

test('Forty megabytes of photos survive a lost signal, slow 3G, a reload and a killed page: nothing is missing, every hash equal', async ({
  page: first,
  context,
}) => {
  test.setTimeout(600_000);
  const id = await aDraft(first, '示例弱网联合体');
  /** What the browser computed before it sent. */
  const declared = new Map<string, string>();
  const tickets = new Set<string>();
  context.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().endsWith(`${id}/attachments`)) return;
    const { name, sha256: hash } = request.postDataJSON() as { name: string; sha256: string };
    declared.set(name, hash);
    tickets.add(request.headers()['idempotency-key'] ?? '');
  });
  const attached = async () => (await filesOf(first, id)).filter(({ state }) => state === 'attached').length;

  await openStep(first, id, 'materials');
  await takePhotos(chooser(first, '合作基础证明'), 10);
  await takePhotos(chooser(first, '牵头单位营业执照'), 2, 2560, '营业执照');
  // Kept as they were chosen; the page goes before most of them are ready to be sent.
  await expect(first.locator('[data-phase]')).toHaveCount(12);
  await expect(first.getByText('正在存到本机')).toHaveCount(0, { timeout: 60_000 });
  expect(await first.locator('[data-phase=preparing]').count()).toBeGreaterThan(0);
  first.on('dialog', (dialog) => void dialog.accept());
  await first.reload();
  await expect(first.locator('[data-phase=uploading] progress').first()).toBeVisible({ timeout: 120_000 });
  await context.setOffline(true);
  await expect(first.getByText(/网络不通，已传 \d+%，恢复后自动继续/).first()).toBeVisible({ timeout: 60_000 });
  await first.waitForTimeout(3_000);
  await context.setOffline(false);
  await expect.poll(attached, { timeout: 180_000 }).toBeGreaterThan(0);

  const devtools = await context.newCDPSession(first);
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await expect(first.getByText(/已传 \d+%，每秒 \d+ KB，约还需 \d+ (秒|分钟)/).first()).toBeVisible({
    timeout: 60_000,
  });
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });

  // All are prepared and wait in the device's own store before the page goes.
  await expect(first.locator('[data-phase=preparing]')).toHaveCount(0, { timeout: 180_000 });
  await first.reload();
  await expect(place(first, 'cooperation-basis').locator('[data-phase]').first()).toBeVisible({ timeout: 60_000 });
  await context.setOffline(true);
  await first.waitForTimeout(1_500);
  await context.setOffline(false);
  await first.close();

  const second = await context.newPage();
  await openStep(second, id, 'materials');
  await expect
    .poll(async () => (await filesOf(second, id)).filter(({ state }) => state === 'attached').length, {
      timeout: 240_000,
    })
    .toBe(12);
  await expect(second.locator('[data-phase]')).toHaveCount(0, { timeout: 30_000 });
  await expect(place(second, 'cooperation-basis').getByText('已附上')).toHaveCount(10);

  const files = await filesOf(second, id);
  expect(files.map(({ name }) => name).sort()).toEqual([...declared.keys()].sort());
  expect(tickets.size).toBe(12);
  let bytes = 0;
  for (const file of files) {
    const body = await (await second.request.get(file.content ?? '')).body();
    expect(body.length).toBe(file.bytes);
    expect(sha256(body)).toBe(declared.get(file.name));
    expect(file.sha256).toBe(declared.get(file.name));
    bytes += body.length;
  }
  expect(bytes).toBeGreaterThan(40 * 1_048_576);
  test.info().annotations.push({
    type: 'figures',
    description: `photos: ${files.length} files, ${(bytes / 1_048_576).toFixed(1)} MB, ${tickets.size} tickets, 0 missing`,
  });
});

test('A signal that is lost just as a file begins to count never takes the page away', async ({ page, context }) => {
  const id = await aDraft(page, '示例断网联合体');
  await openStep(page, id, 'materials');
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.body.classList.add('same-page'));
  await context.route(/\/actions\/complete$/, async (route) => {
    const response = await route.fetch();
    await context.setOffline(true);
    await route.fulfill({ response });
  });
  await chooser(page, '牵头单位营业执照').setInputFiles({
    name: '执照.pdf',
    mimeType: 'application/pdf',
    buffer: aPdf('licence'),
  });
  const licence = place(page, 'lead-registration');
  await expect(licence.getByText('已附上')).toBeVisible();
  await expect(page.getByText('现在没有网络')).toBeVisible();
  await expect(page.locator('body')).toHaveClass(/same-page/);
  await context.setOffline(false);
  await expect(licence.getByRole('link', { name: '执照.pdf' })).toBeVisible();
  await expect(licence.locator('[data-phase]')).toHaveCount(0);
  await expect(page.locator('body')).toHaveClass(/same-page/);
});

test('A refused file names its reason and how to mend it; nothing else is lost, and the place takes another one', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const id = await aDraft(page, '示例拒收联合体');
  await openStep(page, id, 'materials');
  // Before the page's script stands, a place takes one file at a time.
  await page.waitForLoadState('networkidle');
  // The refusal comes last: the page is read again after it as well.
  await page.route(/\/attachments/, async (route) => {
    const response = await route.fetch();
    if (response.status() >= 400) await page.waitForTimeout(3000);
    await route.fulfill({ response });
  });
  await chooser(page, '牵头单位营业执照').setInputFiles([
    { name: '执照.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html><script>alert(1)</script></html>') },
    { name: '执照副本.pdf', mimeType: 'application/pdf', buffer: aPdf('licence') },
  ]);
  const licence = place(page, 'lead-registration');
  await expect(licence.locator('[data-phase=refused]')).toContainText('文件的实际内容与名称后缀或所选类型不');
  await expect(licence.getByText('已附上')).toHaveCount(1);
  await expect(licence.getByText('未扫描')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '「执照副本.pdf」已附上' })).toHaveCount(1);
  await expectClean(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectClean(page);

  await licence.getByRole('button', { name: '不传了「执照.pdf」' }).click();
  await expect(licence.locator('[data-phase]')).toHaveCount(0);
  await licence.getByRole('button', { name: '移除「执照副本.pdf」' }).click();
  await expect(page.getByRole('alert')).toContainText('已移除');
  expect((await filesOf(page, id)).filter(({ state }) => state === 'attached')).toEqual([]);
});

test('A picture loses the place where it was taken and stays upright; pause and cancel do what they say', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const id = await aDraft(page, '示例照片联合体');
  await openStep(page, id, 'materials');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 200,
    downloadThroughput: 400_000,
    uploadThroughput: 100_000,
  });
  await takePhotos(chooser(page, '牵头单位营业执照'), 2, 1200);
  const licence = place(page, 'lead-registration');
  await licence.getByRole('button', { name: '暂停「合作协议第1页.jpg」' }).click();
  await expect(licence.getByText(/已暂停，已传 \d+%/)).toBeVisible();
  await licence.getByRole('button', { name: '取消「合作协议第2页.jpg」' }).click();
  await expect(licence.locator('[data-phase]')).toHaveCount(1);
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  // Signing out would take it off the device, and says so by name.
  await page.goto('/sign-out');
  await expect(page.getByText('其中有 1 个没有传完的文件')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '合作协议第1页.jpg' })).toBeVisible();
  await openStep(page, id, 'materials');
  await expect(licence.getByText(/已暂停/)).toBeVisible();
  await licence.getByRole('button', { name: '继续「合作协议第1页.jpg」' }).click();
  await expect(licence.getByText('已附上')).toHaveCount(1);
  const [file] = await filesOf(page, id);
  const body = await (await page.request.get(file?.content ?? '')).body();
  expect(body.includes(Buffer.from('Exif'))).toBe(false);
});

test.describe('Without what a service worker keeps', () => {
  test.use({ serviceWorkers: 'block' });

  test('a photo waits for the script that makes it smaller, and goes on with it', async ({ page, context }) => {
    const id = await aDraft(page, '示例缩图联合体');
    await openStep(page, id, 'materials');
    await page.waitForLoadState('networkidle');
    const scripts = /\/_app\/immutable\/.*\.js/;
    const lost: string[] = [];
    await context.route(scripts, (route) => {
      lost.push(route.request().url());
      return route.abort();
    });
    await takePhotos(chooser(page, '牵头单位营业执照'), 1, 1200);
    await expect.poll(() => lost.length).toBeGreaterThan(0);
    await expect(page.locator('[data-phase=preparing]')).toHaveCount(1);
    await context.unroute(scripts);
    await expect(place(page, 'lead-registration').getByText('已附上')).toBeVisible({ timeout: 20_000 });
  });
});

test('A member uploads its own papers from its own page, a form that is refused elsewhere loses none, and the lead sees them', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const id = await aDraft(page, '示例成员材料联合体');
  const member = anOrganization('示例供材企业');
  const address = await inviteMember(page, member, '上游', '提供样件');
  const theirs = await joinByLink(browser, address, member);
  await theirs.getByRole('link', { name: '上传本单位的材料' }).click();
  await expect(theirs.getByRole('heading', { name: '本单位要提供的材料' })).toBeVisible();
  await chooser(theirs, '成员单位主体资格证明').setInputFiles({
    name: '成员执照.pdf',
    mimeType: 'application/pdf',
    buffer: aPdf('member'),
  });
  await expect(place(theirs, 'member-qualification').getByText('已附上')).toBeVisible();
  await expect(theirs.getByLabel('为「牵头单位营业执照」选择文件')).toHaveCount(0);
  await expectClean(theirs);
  const capability = place(theirs, 'member-capability');
  await capability.getByText('要求、示例和模板').click();
  const template = await capability.getByRole('link', { name: /下载模板/ }).getAttribute('href');
  const word = await theirs.request.get(template ?? '');
  expect(word.headers()['content-type']).toContain('wordprocessingml');
  expect((await word.body()).subarray(0, 2).toString()).toBe('PK');

  // Something wrong in another step.
  await openStep(page, id, 'basics');
  await page.getByLabel('拟定有效期').fill('99999');
  await page.getByRole('button', { name: /^保存/ }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await openStep(page, id, 'materials');
  await page.getByText(`${member.name}提供`).click();
  await expect(page.getByRole('link', { name: '成员执照.pdf' })).toBeVisible();
  expect((await filesOf(page, id)).map(({ state }) => state)).toEqual(['attached']);
});

test('What stands on this device alone is named before the press, goes on from there, and only then can the filing be submitted', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const id = await aReadyCase(page, '示例待传联合体');
  await openStep(page, id, 'materials');
  await page.waitForLoadState('networkidle');
  await context.route(tickets, (route) => route.abort());
  await chooser(page, '合作基础证明').setInputFiles([
    { name: '协议一.pdf', mimeType: 'application/pdf', buffer: aPdf('one') },
    { name: '协议二.pdf', mimeType: 'application/pdf', buffer: aPdf('two') },
  ]);
  await expect(page.locator('[data-phase=waiting]')).toHaveCount(2);
  // A visit of its own: nothing is in memory any more.
  await openStep(page, id, 'submit');
  const press = page.locator('button.main[form=send]');
  const notice = page.locator('#unsent');
  await expect(notice).toContainText('协议一.pdf');
  await expect(notice).toContainText('还有 2 项只在这台设备上');
  await expect(page.getByRole('link', { name: '先处理没有传完的 2 项' })).toBeVisible();
  await expect(press).toHaveCount(0);
  await expectClean(page);
  await notice.getByRole('button', { name: '取消「协议二.pdf」' }).click();
  await expect(notice).toContainText('还有 1 项');
  await context.unroute(tickets);
  await expect(press).toBeEnabled({ timeout: 40_000 });
  await expect(notice).toHaveCount(0);
  await page.locator('#confirmed').check();
  await press.click();
  await expect(page.getByRole('heading', { name: '已提交' })).toBeVisible();
  expect((await filesOf(page, id)).map(({ name, state }) => [name, state])).toEqual([['协议一.pdf', 'attached']]);
});

test('What was typed and sent nowhere holds the press too; a file that comes after the filing was submitted from elsewhere stays on the device', async ({
  page,
  context,
}) => {
  const id = await aReadyCase(page, '示例迟到联合体');
  await openStep(page, id, 'materials');
  await page.waitForLoadState('networkidle');
  await context.route(tickets, (route) => route.abort());
  await chooser(page, '合作基础证明').setInputFiles({
    name: '迟到的协议.pdf',
    mimeType: 'application/pdf',
    buffer: aPdf('late'),
  });
  await expect(page.locator('[data-phase=waiting]')).toHaveCount(1);
  await context.route('**/basics?/save', (route) => route.abort());
  await openStep(page, id, 'basics');
  await page.getByLabel('简介').fill('没有传到服务器的一句');
  await expect(page.getByText('已保存到本机，待同步')).toBeVisible();
  await openStep(page, id, 'submit');
  const notice = page.locator('#unsent');
  await expect(notice).toContainText('还有 2 项只在这台设备上');
  await expect(notice.getByRole('link', { name: '基本情况' })).toBeVisible();
  await expect(page.locator('button.main[form=send]')).toHaveCount(0);

  await (await lead()).act(id, 'submit');
  await context.unroute(tickets);
  await expect(notice).toContainText('还有 1 项', { timeout: 40_000 });
  await page.goto('/sign-out');
  await expect(page.getByRole('listitem').filter({ hasText: '迟到的协议.pdf' })).toBeVisible();
});

test('Without script one file goes by a plain form', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const id = await aDraft(page, '示例无脚本联合体');
  const plain = await browser.newContext({
    ...PHONE,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const without = await plain.newPage();
  await openStep(without, id, 'materials');
  const licence = place(without, 'lead-registration');
  await licence.getByRole('button', { name: '上传' }).click();
  await expect(without.getByText('请先选择一个文件。')).toBeVisible();
  await chooser(without, '牵头单位营业执照').setInputFiles({
    name: '执照.pdf',
    mimeType: 'application/pdf',
    buffer: aPdf('plain'),
  });
  await licence.getByRole('button', { name: '上传' }).click();
  await expect(without.getByText('已上传')).toBeVisible();
  await expect(licence.getByRole('link', { name: '执照.pdf' })).toBeVisible();
  expect((await filesOf(without, id)).map(({ state }) => state)).toEqual(['attached']);
  const stranger = await phone(browser);
  const [file] = await filesOf(page, id);
  expect((await stranger.request.get(file?.content ?? '')).status()).toBe(401);
});
