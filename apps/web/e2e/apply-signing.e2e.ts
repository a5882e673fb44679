import { expect, test, type Page } from '@playwright/test';
import { fillSignIn, phone, PHONE, signInAs, signUp } from './journeys/accounts.ts';
import { fillBasics, inviteMember, openStep, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';
import { joinByLink, refuseAsMember, signAsMember } from './journeys/signing.ts';
import { expectNoFindings } from './journeys/looking.ts';

test.use(PHONE);

async function invite(page: Page, name: string) {
  await signUp(page, '示例牵头人');
  await registerOrganization(page, anOrganization('示例牵头企业'));
  const id = await startFiling(page);
  await fillBasics(page, name);
  const member = anOrganization('示例受邀企业');
  return { id, member, address: await inviteMember(page, member, '上游', '提供耐压轴承样件') };
}

test('A member signs from its own phone after reading its own duties first, and any later change voids the signature', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const { id, member, address } = await invite(page, '示例签署联合体');
  const theirs = await joinByLink(browser, address, member);
  await expect(theirs.locator('#own')).toContainText('提供耐压轴承样件');
  await expect(theirs.locator('#text .mine')).toContainText(member.name);
  await expectNoFindings(theirs);

  await theirs.getByRole('button', { name: /^签署/ }).click();
  await expect(theirs.getByRole('link', { name: '请确认已获本单位授权' })).toBeVisible();
  await signAsMember(theirs);
  await expectNoFindings(theirs);

  await openStep(page, id, 'basics');
  await expect(page.getByText('已有 1 家成员签署。')).toBeVisible();
  await page.getByLabel('简介').fill('签署之后改过的简介');
  await expect(page.getByText(/已保存到服务器\s\d\d:\d\d/)).toBeVisible();
  await openStep(page, id, 'members');
  await expect(page.getByText('签署失效')).toBeVisible();

  await theirs.reload();
  await expect(theirs.getByText('原签署已失效')).toBeVisible();
  await expect(theirs.locator('#text')).toContainText('签署之后改过的简介');
  await signAsMember(theirs);
});

test('A text that changed while it was being read is not signed, and the fresh text is shown', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const { id, member, address } = await invite(page, '示例阅读中改动联合体');
  const theirs = await joinByLink(browser, address, member);
  await openStep(page, id, 'basics');
  await page.getByLabel('简介').fill('阅读期间改过的简介');
  await expect(page.getByText(/已保存到服务器\s\d\d:\d\d/)).toBeVisible();
  await theirs.getByRole('checkbox', { name: '我已获本单位授权签署' }).check();
  await theirs.getByRole('checkbox', { name: '我已阅读' }).check();
  await theirs.getByRole('button', { name: /^签署/ }).click();
  await expect(theirs.getByRole('heading', { name: '内容已改动' })).toBeVisible();
  await expect(theirs.locator('#text')).toContainText('阅读期间改过的简介');
  await signAsMember(theirs);
});

test('While one member refuses the filing cannot be submitted, and the page names who and why', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const { id, member, address } = await invite(page, '示例拒签联合体');
  const theirs = await joinByLink(browser, address, member);
  await refuseAsMember(theirs, '经费约定不清');
  await expectNoFindings(theirs);

  await openStep(page, id, 'submit');
  await expect(page.getByRole('button', { name: '提交备案申请' })).toHaveCount(0);
  await expect(page.getByText(`还有 1 家没有签署本版：${member.name}（已拒签）。`)).toBeVisible();
  await openStep(page, id, 'members');
  await expect(page.getByText('拒签理由：经费约定不清')).toBeVisible();
  await signAsMember(theirs);
  await page.reload();
  await expect(page.getByText('拒签理由')).toHaveCount(0);
});

test('An invitation says who invites whom before sign-in and tells another organization that it is not meant', async ({
  page,
  browser,
}) => {
  const { member, address } = await invite(page, '示例邀请联合体');
  const visitor = await phone(browser);
  await visitor.goto(address);
  await expect(visitor.getByText(`邀请${member.name}加入“示例邀请联合体”`)).toBeVisible();
  await expectNoFindings(visitor);
  await visitor.getByRole('link', { name: '登录' }).click();
  await fillSignIn(visitor, 'outsider@demo.example');
  await visitor.waitForURL('**/sign/**');
  await expect(visitor.getByRole('heading', { name: '邀请的不是您的单位' })).toBeVisible();
  await expectNoFindings(visitor);
  await visitor.goto(`${address.slice(0, -1)}${address.endsWith('0') ? '1' : '0'}`);
  await expect(visitor.getByRole('heading', { level: 1 })).toContainText('没有这一页');
});

test('A member reads a case it takes part in but changes nothing', async ({ page }) => {
  await signInAs(page, 'member');
  const { items } = (await (await page.request.get('/api/v1/filings?mine=true&status=in_review')).json()) as {
    items: { id: string }[];
  };
  const id = items[0]?.id ?? '';
  await page.goto(`/apply/filings/${id}`);
  await expect(page.getByText('轮到青岛市科学技术局')).toBeVisible();
  await expect(page.getByRole('link', { name: '撤回申请' })).toHaveCount(0);
  await expectNoFindings(page);
  await page.goto(`/apply/filings/${id}/basics`);
  await expect(page).toHaveURL(new RegExp(`${id}$`));
});
