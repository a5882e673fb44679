import { expect, test, type Browser, type Page } from '@playwright/test';
import { newEmail, PHONE, signUp } from './journeys/accounts.ts';
import { fillBasics, openStep, startFiling } from './journeys/drafting.ts';
import { ready, stored } from './journeys/offline.ts';
import { anOrganization, registerOrganization, type Organization } from './journeys/organizations.ts';
import { joinByLink, signAsMember } from './journeys/signing.ts';
import { expectClean } from './journeys/looking.ts';

test.use({ ...PHONE, serviceWorkers: 'allow' });

const CONSORTIUM = '示例发信联合体';

async function newDraft(page: Page): Promise<string> {
  await signUp(page, '示例发信人');
  await registerOrganization(page, anOrganization('示例发信企业'));
  const id = await startFiling(page);
  await fillBasics(page, CONSORTIUM);
  return id;
}

async function fillInvite(page: Page, member: Organization, sendTo = ''): Promise<void> {
  const form = page.locator('#invite');
  await form.getByLabel('统一社会信用代码').fill(member.uscc);
  await form.getByLabel('单位名称').fill(member.name);
  await form.getByLabel('单位类型').selectOption({ label: member.kind });
  await form.getByLabel('承担的任务').fill('承担约定的任务');
  if (sendTo !== '') await form.getByLabel('把邀请发到').fill(sendTo);
}
const press = (page: Page) => page.getByRole('button', { name: '生成邀请链接' }).click();
const rowOf = (page: Page, { name }: Organization) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

/** The message about this member in the outbox of the demonstration, as somebody reads it there. */
async function messageOn(page: Page, { name }: Organization): Promise<string> {
  const message = page.getByRole('listitem').filter({ hasText: name }).first();
  await expect
    .poll(async () => {
      await page.goto('/outbox');
      return message.count();
    })
    .toBe(1);
  return message.innerText();
}
const linkIn = (text: string): string => /https?:\/\/\S+\/sign\/[0-9a-hjkmnp-tv-z]{32}/.exec(text)?.[0] ?? '';

async function withoutScript(browser: Browser, page: Page): Promise<Page> {
  const storageState = await page.context().storageState();
  return (await browser.newContext({ ...PHONE, storageState, javaScriptEnabled: false })).newPage();
}

test('A member is invited by mail, opens the link of the letter on its own phone and signs', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const id = await newDraft(page);
  const member = anOrganization('示例收信企业');
  await fillInvite(page, member, 'zhang@');
  await press(page);
  await expect(page.getByRole('link', { name: /邮箱地址不对/ })).toBeVisible();
  await expectClean(page);
  await page.locator('#invite').getByLabel('把邀请发到').fill('zhang@e2e.example');
  await press(page);
  const row = rowOf(page, member);
  await expect(row.getByText(/z\*\*\*@e2e\.example/)).toBeVisible();
  await expect(row.getByLabel('邀请链接', { exact: true })).toBeVisible();
  await expectClean(page);

  const reader = await (await browser.newContext(PHONE)).newPage();
  const letter = await messageOn(reader, member);
  for (const part of ['示例发信企业', CONSORTIUM, '办结以前有效', '不必理会']) expect(letter).toContain(part);
  await openStep(page, id, 'members');
  await expect(row.getByText('邀请已发到 z***@e2e.example')).toBeVisible();
  await openStep(page, id, 'sign');
  await expect(row.getByText('邀请已发到 z***@e2e.example')).toBeVisible();

  const theirs = await joinByLink(browser, linkIn(letter), member);
  await signAsMember(theirs);
  await page.reload();
  await expect(row.getByText('已签署').first()).toBeVisible();
  await expect(row.getByText('邀请已发到')).toHaveCount(0);
});

test('Without JavaScript an invitation is sent again to a phone, and a wrong number is said at its field', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const id = await newDraft(page);
  const member = anOrganization('示例收短信企业');
  await fillInvite(page, member);
  await press(page);
  await expect(rowOf(page, member)).toBeVisible();
  const plain = await withoutScript(browser, page);
  await openStep(plain, id, 'members');
  const row = rowOf(plain, member);
  await row.getByText('邀请链接和邀请短信').click();
  await row.getByLabel('对方的邮箱或手机号').fill('0532-85910000');
  await row.getByRole('button', { name: /发送邀请/ }).click();
  await expect(row.getByText('请填写 11 位中国大陆手机号')).toBeVisible();
  await expect(row.getByLabel('对方的邮箱或手机号')).toHaveValue('0532-85910000');
  await row.getByLabel('对方的邮箱或手机号').fill('138 0000 1234');
  await row.getByRole('button', { name: /发送邀请/ }).click();
  await expect(row.getByText(/138\*\*\*\*1234/)).toBeVisible();
  await expect
    .poll(async () => {
      await plain.goto('/outbox');
      return plain.getByRole('listitem').filter({ hasText: CONSORTIUM }).first().innerText();
    })
    .toContain('与贵单位无关请忽略');
});

test('Without a network both wait on the device, with where they go, and go out once each when it is back', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const id = await newDraft(page);
  const first = anOrganization('示例先邀企业');
  await fillInvite(page, first);
  await press(page);
  await expect(rowOf(page, first)).toBeVisible();
  await ready(page);
  await context.setOffline(true);
  const row = rowOf(page, first);
  await row.getByLabel('对方的邮箱或手机号').fill('later@e2e.example');
  await row.getByRole('button', { name: /发送邀请/ }).click();
  await expect(row.getByText('网络恢复后自动发往 later@e2e.example')).toBeVisible();
  // Mended meanwhile: another address is another request.
  await row.getByLabel('对方的邮箱或手机号').fill('mended@e2e.example');
  await row.getByRole('button', { name: /发送邀请/ }).click();
  await expect(row.getByText('网络恢复后自动发往 mended@e2e.example')).toBeVisible();
  const second = anOrganization('示例后邀企业');
  await fillInvite(page, second, '13900001234');
  await press(page);
  await expect(page.getByText('还有 3 项待同步')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('待同步')).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByText('没有发出')).toHaveCount(0);
  await openStep(page, id, 'members');
  await expect(rowOf(page, first).getByText(/m\*\*\*@e2e\.example/)).toBeVisible();
  await expect(rowOf(page, second).getByText(/139\*\*\*\*1234/)).toBeVisible();
});

test('What is typed of an invitation is kept in the device’s store, comes back, and goes with the sign-out', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await newDraft(page);
  await ready(page);
  const member = anOrganization('示例只写一半企业');
  const address = newEmail('half');
  await fillInvite(page, member, address);
  await expect(page.getByText('邀请还没有发出，已保存到本机')).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(member.name);
  await page.reload();
  await expect(page.locator('#invite').getByLabel('单位名称')).toHaveValue(member.name);
  await expect(page.locator('#invite').getByLabel('把邀请发到')).toHaveValue(address);
  expect(await stored(page)).toContain(address);
  // Nobody sends it but its button: no other page counts it, or says that all is synced.
  await page.goto('/apply');
  await expect(page.getByText('1 份内容只保存在本机')).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByText('现在没有网络')).toBeVisible();
  await page.waitForTimeout(500);
  await expect(page.getByText(/待同步|已全部同步/)).toHaveCount(0);
  await page.context().setOffline(false);
  await page.goto('/sign-out');
  await page.getByRole('button', { name: '退出登录' }).first().click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-out'));
  await expect.poll(async () => /示例只写一半企业|half-/.test(await stored(page))).toBe(false);
});
