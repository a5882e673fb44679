import { expect, test, type Page } from '@playwright/test';
import jsQR from 'jsqr';
import { fillSignIn, phone, PHONE, signInAs, signUp } from './journeys/accounts.ts';
import { fillBasics, inviteMember, openStep, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';
import { photographed, printed } from './journeys/paper.ts';
import { filesOf, takePhotos } from './journeys/photos.ts';
import { joinByLink, signAsMember } from './journeys/signing.ts';
import { expectFitsAt, expectNoFindings } from './journeys/looking.ts';

test.use(PHONE);

async function clean(page: Page) {
  await expectNoFindings(page);
  await expectFitsAt(page, 320);
}

/** What the code on a printed page says. */
async function scanned(page: Page, file: Buffer): Promise<string> {
  const { pixels, width, height } = await photographed(page, file);
  return jsQR(pixels, width, height)?.data ?? '';
}

const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
const chooser = (page: Page) => page.getByLabel('为「成员单位签字盖章页」选择文件');

async function aDraftWithMember(page: Page, name: string) {
  const email = await signUp(page, '示例牵头人');
  await registerOrganization(page, anOrganization('示例牵头企业'));
  const id = await startFiling(page);
  await fillBasics(page, name);
  const member = anOrganization('示例盖章成员');
  return { id, email, member, address: await inviteMember(page, member, '上游', '提供耐压轴承样件') };
}

test('A page printed by the lead is scanned with another phone, which signs in, takes the photo and puts it at its place; outdated paper is refused', async ({
  page,
  browser,
}) => {
  test.setTimeout(400_000);
  const { id, member, address, email } = await aDraftWithMember(page, '示例盖章联合体');
  const theirs = await joinByLink(browser, address, member);
  await signAsMember(theirs);
  await expect(theirs.getByRole('link', { name: '打印或传回签字盖章页' })).toBeVisible();

  await openStep(page, id, 'sign');
  await clean(page);
  const paper = await printed(page, row(page, member.name).getByRole('link', { name: /^打印签字盖章页/ }));
  const code = await scanned(page, paper);
  const { members } = (await (await page.request.get(`/api/v1/filings/${id}`)).json()) as {
    members: { id: string; pageHash: string }[];
  };
  const own = members[0]?.id ?? '';
  expect(new URL(code).origin).toBe(new URL(page.url()).origin);
  expect(code).toContain(`/apply/filings/${id}/signature-page/${own}?v=${members[0]?.pageHash}`);

  // Another phone of the lead, which has never been here: it signs in and comes back to this very page.
  const other = await phone(browser);
  await other.goto(code);
  await other.waitForURL('**/sign-in?**');
  await fillSignIn(other, email);
  await other.waitForURL('**/signature-page/**');
  expect(other.url()).toBe(code);
  await expect(other.getByText('纸上是本版')).toBeVisible();
  await expect(other.getByText('还没有传回。')).toBeVisible();
  await clean(other);
  await takePhotos(chooser(other), 1, 400, '盖章页');
  await expect(other.getByRole('heading', { name: '已传回' })).toBeVisible();
  const thumb = other.getByRole('img', { name: '“盖章页第1页.jpg”的缩略图' });
  await expect.poll(() => thumb.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(400);
  await clean(other);

  // The member replaces it from the phone in its hand, and the old one goes.
  await theirs.goto(code);
  await takePhotos(chooser(theirs), 1, 400, '重拍');
  await expect(theirs.getByRole('link', { name: '重拍第1页.jpg', exact: true })).toBeVisible();
  await expect(theirs.getByText('盖章页第1页.jpg')).toHaveCount(0);
  expect((await filesOf(page, id)).filter(({ state }) => state === 'attached').map(({ name }) => name)).toEqual([
    '重拍第1页.jpg',
  ]);
  await theirs.getByRole('link', { name: '回到签署页' }).click();
  await expect(theirs.getByRole('link', { name: '已传回扫描件' })).toBeVisible();
  await expect(theirs.getByRole('heading', { name: '贵单位已签署本版' })).toBeVisible();

  await page.reload();
  await expect(row(page, member.name).getByText('已传回扫描件')).toBeVisible();
  await clean(page);

  // The text changes: what lies there says so, and the paper in hand is refused.
  await openStep(page, id, 'basics');
  await page.getByLabel('简介').fill('盖章之后改过的简介');
  await expect(page.getByText(/已保存到服务器\s\d\d:\d\d/)).toBeVisible();
  await openStep(page, id, 'sign');
  await expect(row(page, member.name).getByText('扫描件是旧版')).toBeVisible();
  await theirs.goto(code);
  await expect(theirs.getByRole('heading', { name: '这张纸是旧版，不能再用' })).toBeVisible();
  await expect(theirs.getByText('纸上盖的是旧版')).toBeVisible();
  await expect(chooser(theirs)).toHaveCount(0);
  await clean(theirs);
  const anew = await scanned(theirs, await printed(theirs, theirs.getByRole('link', { name: '重新打印本版（PDF）' })));
  expect(anew).not.toBe(code);

  // Removing asks first, by keyboard alone.
  await theirs.goto(anew);
  await theirs.getByRole('link', { name: '移除「重拍第1页.jpg」' }).focus();
  await theirs.keyboard.press('Enter');
  const dialog = theirs.getByRole('dialog', { name: '移除这张扫描件？' });
  await dialog.getByRole('link', { name: '保留' }).press('Enter');
  await expect(dialog).toBeHidden();
  await theirs.getByRole('link', { name: '移除「重拍第1页.jpg」' }).press('Enter');
  await dialog.getByRole('button', { name: '移除' }).press('Enter');
  await expect(theirs.getByText('已移除')).toBeVisible();
  await expect(theirs.getByText('还没有传回。')).toBeVisible();

  const stranger = await phone(browser);
  await signInAs(stranger, 'outsider');
  await stranger.goto(code);
  await expect(stranger.getByRole('heading', { name: '这个账号打不开这一页' })).toBeVisible();
  await expect(stranger.getByText('示例盖章联合体')).toHaveCount(0);
  await clean(stranger);
});

test('A photo that is under way when the text changes does not count, and the page says that the paper is outdated', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const { id, member, address } = await aDraftWithMember(page, '示例途中改动联合体');
  const theirs = await joinByLink(browser, address, member);
  await theirs.getByRole('link', { name: '打印或传回签字盖章页' }).click();
  await expect(theirs.getByText(/传之前请核对：纸上“本页指纹”开头应是 [0-9a-f]{8}。/)).toBeVisible();
  await openStep(page, id, 'basics');
  await page.getByLabel('简介').fill('途中改过的简介');
  await expect(page.getByText(/已保存到服务器\s\d\d:\d\d/)).toBeVisible();
  await takePhotos(chooser(theirs), 1, 300, '旧页');
  await expect(theirs.getByText('签字盖章页打印之后，协议内容改过。')).toBeVisible();
  expect((await filesOf(page, id)).filter(({ state }) => state === 'attached')).toEqual([]);
});

test('Without script a page is printed, its scan comes back by a plain form and is seen by the officer at its place; after submission it is fixed', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await signInAs(page, 'lead');
  const { items } = (await (await page.request.get('/api/v1/filings?mine=true&status=correction')).json()) as {
    items: { id: string }[];
  };
  const id = items[0]?.id ?? '';
  const plain = await browser.newContext({
    ...PHONE,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const without = await plain.newPage();
  await without.goto(`/apply/filings/${id}/signature-page/lead`);
  const code = await scanned(
    page,
    await printed(without, without.getByRole('link', { name: '打印签字盖章页（PDF）' })),
  );
  await without.goto(code);
  await without.getByLabel('为「牵头单位签字盖章页」选择文件').setInputFiles({
    name: '牵头盖章.png',
    mimeType: 'image/png',
    buffer: await page.screenshot(),
  });
  await without.getByRole('button', { name: '上传' }).click();
  await expect(without.getByRole('heading', { name: '已传回' })).toBeVisible();
  expect(without.url()).toContain('&v=');

  const desk = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const clerk = await desk.newPage();
  await signInAs(clerk, 'clerk');
  await clerk.goto(code);
  await clerk.waitForURL(`**/admin/filings/${id}**`);
  const materials = clerk.locator('#materials');
  await expect(materials).toContainText('牵头单位签字盖章页');
  // Before the page's script runs the link opens the picture in a tab of its own.
  await clerk.waitForLoadState('networkidle');
  await materials.getByRole('link', { name: '预览「牵头盖章.png」' }).click();
  await expect(clerk.getByRole('dialog').getByRole('img', { name: '牵头盖章.png' })).toBeVisible();

  const closed = (await (await page.request.get('/api/v1/filings?mine=true&status=in_review')).json()) as {
    items: { id: string }[];
  };
  await page.goto(`/apply/filings/${closed.items[0]?.id}/signature-page/lead`);
  await expect(page.getByText('申请已经提交，签字盖章页不能再传或更换。')).toBeVisible();
  await expect(page.getByLabel('为「牵头单位签字盖章页」选择文件')).toHaveCount(0);
  await clean(page);
});
