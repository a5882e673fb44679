import { expect, test, type Page } from '@playwright/test';
import { fillSignIn, PHONE, signUp } from './journeys/accounts.ts';
import { waitingOnDevice } from './journeys/device.ts';
import { fillBasics, inviteMember, openStep, startFiling } from './journeys/drafting.ts';
import { expectClean } from './journeys/looking.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';

test.use(PHONE);

const kept = (page: Page) => page.getByText('已存在本机，还没有发出。');
const back = (page: Page) => page.getByText('上次写的还没有发出，已从本机找回。');

async function begun(page: Page): Promise<{ id: string; email: string }> {
  const email = await signUp(page, '示例惜字人');
  await registerOrganization(page, anOrganization('示例惜字企业'));
  const id = await startFiling(page);
  await fillBasics(page, '示例惜字联合体');
  return { id, email };
}

test('Words outside the steps come back after a reload, a dead network and an ended login, and count once', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  const { id, email } = await begun(page);

  await test.step('a pasted list comes back, and goes when nobody wants it', async () => {
    await openStep(page, id, 'members/list');
    const list = page.getByLabel('成员名单');
    await list.fill('单位名称\t统一社会信用代码\n示例没发出的名单');
    await expect(kept(page)).toBeVisible();
    await page.reload();
    await expect(back(page)).toBeVisible();
    await expect(list).toHaveValue('单位名称\t统一社会信用代码\n示例没发出的名单');
    await expectClean(page);
    await page.getByRole('button', { name: '不要了' }).click();
    await expect(list).toHaveValue('');
    await expect.poll(() => waitingOnDevice(page)).not.toContain('示例没发出的名单');
  });

  await test.step('the reason of a waiver is typed without a network and sent when it is back', async () => {
    await openStep(page, id, 'check');
    const fold = page.locator('details', { has: page.locator('form[action="?/waive"]') }).first();
    await fold.locator('summary').click();
    await context.setOffline(true);
    await fold.getByRole('textbox').fill('示例断网时写的放宽理由');
    await expect(kept(page)).toBeVisible();
    await fold.getByRole('button').click();
    await expect(fold.getByText('这些字已存在本机，关掉页面也还在')).toBeVisible();
    await context.setOffline(false);
    await page.reload();
    await expect(fold.getByRole('textbox')).toHaveValue('示例断网时写的放宽理由');
    await expect(back(page)).toBeVisible();
    await fold.getByRole('button', { name: '申请放宽' }).click();
    await expect(page.getByText('示例断网时写的放宽理由').first()).toBeVisible();
    await expect.poll(() => waitingOnDevice(page)).not.toContain('示例断网时写的放宽理由');
    await page.reload();
    await expect(page.getByText('示例断网时写的放宽理由').first()).toBeVisible();
    await expect(back(page)).toHaveCount(0);
  });

  await test.step('a comment whose answer was lost is sent again after a reload and stands there once', async () => {
    await openStep(page, id, 'members');
    await inviteMember(page, anOrganization('示例惜字成员'), '上游');
    await openStep(page, id, 'sign');
    const text = page.locator('#say-text');
    await page.route('**/sign?/comment', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await text.fill('示例没有回音的意见');
    await expect(kept(page)).toBeVisible();
    await page.getByRole('button', { name: '提出意见' }).click();
    await expect(page.getByText('这些字已存在本机，关掉页面也还在')).toBeVisible();
    await page.unrouteAll({ behavior: 'wait' });
    await page.reload();
    await expect(back(page)).toBeVisible();
    await expect(text).toHaveValue('示例没有回音的意见');
    await page.getByRole('button', { name: '提出意见' }).click();
    await expect(text).toHaveValue('');
    await page.reload();
    await expect(page.getByRole('article').getByText('示例没有回音的意见')).toHaveCount(1);
    await expect(text).toHaveValue('');
  });

  await test.step('the login ended meanwhile: the words wait until it is there again', async () => {
    const text = page.locator('#say-text');
    await text.fill('示例登录过期时的意见');
    await expect(kept(page)).toBeVisible();
    await context.clearCookies();
    await page.getByRole('button', { name: '提出意见' }).click();
    await page.waitForURL('**/sign-in?**');
    await fillSignIn(page, email);
    await page.waitForURL(`**/${id}/sign`);
    await expect(text).toHaveValue('示例登录过期时的意见');
    await page.getByRole('button', { name: '提出意见' }).click();
    await expect(page.getByRole('article').getByText('示例登录过期时的意见')).toBeVisible();
    await expect.poll(() => waitingOnDevice(page)).not.toContain('示例登录过期时的意见');
  });

  await test.step('signing out names what was not sent, and takes it from the device', async () => {
    await page.locator('#say-text').fill('示例退出前没发出的意见');
    await expect(kept(page)).toBeVisible();
    await page.goto('/sign-out');
    await expect(page.getByRole('heading', { name: '还有 1 份内容只存在本机' })).toBeVisible();
    await expect(page.getByRole('link', { name: /示例惜字联合体.* · 意见/ })).toHaveAttribute('href', /#say-text$/);
    await expectClean(page);
    await page.getByRole('button', { name: '退出登录' }).first().click();
    await page.waitForURL((url) => url.pathname === '/');
    await expect.poll(() => waitingOnDevice(page)).not.toContain('示例退出前没发出的意见');
  });
});
