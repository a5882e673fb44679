import { expect, test, type Page } from '@playwright/test';
import { fillSignUp, newEmail, phone, PHONE, signUp } from './journeys/accounts.ts';
import { fillBasics, inviteMember, openStep, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';
import { joinByLink, refuseAsMember, signAsMember } from './journeys/signing.ts';
import { expectClean } from './journeys/looking.ts';

test.use(PHONE);

async function begun(page: Page, name: string) {
  await signUp(page, '示例牵头人');
  await registerOrganization(page, anOrganization('示例牵头企业'));
  const id = await startFiling(page);
  await fillBasics(page, name);
  return id;
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

test('A change after signing asks exactly that member to sign again: said before and after, one tap tells it, its phone shows what changed', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const id = await begun(page, '示例分头签署联合体');
  const [one, two] = [anOrganization('示例乙企业'), anOrganization('示例甲企业')];
  const first = await inviteMember(page, one, '上游', '提供耐压轴承样件');
  const second = await inviteMember(page, two, '下游', '负责海试');
  const [a, b] = [await joinByLink(browser, first, one), await joinByLink(browser, second, two)];
  await signAsMember(a);
  await signAsMember(b);

  await openStep(page, id, 'duties');
  await expect(page.getByText('已有 2 家成员签署。')).toBeVisible();
  await page.getByLabel('承担的任务').first().fill('提供耐压轴承样件和备件');
  await expect(page.getByText(`需 1 家重新签署：${one.name}。`)).toBeVisible();
  await expect(page.getByText(`已保存，需 1 家重新签署：${one.name}。`)).toBeVisible();
  await expectClean(page);
  await page.getByRole('button', { name: '提醒他们' }).click();
  await expect(page.getByText('已提醒 1 家。')).toBeVisible();

  await openStep(page, id, 'sign');
  await expect(rowOf(page, one.name)).toContainText('签署失效');
  await expect(rowOf(page, one.name)).toContainText(`因改动失效：${one.name}：任务`);
  await expect(rowOf(page, one.name).getByRole('button', { name: /^已提醒/ })).toBeDisabled();
  await expect(rowOf(page, two.name)).toContainText('不用做什么');
  await page.getByRole('link', { name: '单位名称' }).click();
  await expect(page.getByRole('heading', { level: 3 }).first()).toHaveText(two.name);
  await expectClean(page);

  await b.reload();
  await expect(b.getByRole('heading', { name: '贵单位已签署本版' })).toBeVisible();
  await a.reload();
  await expect(a.getByRole('heading', { name: '您签署之后，有 1 处改动' })).toBeVisible();
  await expect(a.getByText('原来：提供耐压轴承样件', { exact: true })).toBeVisible();
  await expect(a.getByText('现在：提供耐压轴承样件和备件', { exact: true })).toBeVisible();
  await expectClean(a);
  await signAsMember(a);
  await page.reload();
  await expect(page.getByText('2 家成员中 2 家已签署')).toBeVisible();

  const both = `需 2 家重新签署：${one.name}、${two.name}。`;
  await openStep(page, id, 'members');
  await expect(page.locator('#invite')).toContainText(both);
  await rowOf(page, one.name).getByRole('link', { name: '移除' }).click();
  await expect(page.getByRole('dialog')).toContainText(`需 1 家重新签署：${two.name}。`);
  await page.getByRole('link', { name: '不移除' }).click();
  await page.getByRole('link', { name: '从表格粘贴多家成员' }).click();
  await expect(page.getByText(both)).toBeVisible();
  await openStep(page, id, 'materials');
  const place = page.locator('#material-agreement-annex');
  await expect(place).toContainText(`这样做以后，${both}`);
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
  await page.waitForLoadState('networkidle');
  await place.locator('input[type=file]').setInputFiles({ name: '附件.pdf', mimeType: 'application/pdf', buffer: pdf });
  await expect(page.getByText(`“附上文件”以后，${both}`)).toBeVisible();
  await expectClean(page);
});

test('A member comments on a clause, the lead answers, and whoever asked settles it; the lead sees who has read', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const id = await begun(page, '示例商量联合体');
  const member = anOrganization('示例商量企业');
  const theirs = await joinByLink(browser, await inviteMember(page, member, '中游', '提供样机'), member);
  await theirs.getByRole('link', { name: '对“计划”提意见' }).click();
  await expect(theirs.getByLabel('针对哪一条')).toHaveValue('/plan');
  await theirs.getByRole('button', { name: '提出意见' }).click();
  await expect(theirs.getByText('请写下意见')).toBeVisible();
  await theirs.getByRole('textbox', { name: '意见' }).fill('目标请写明检测方法');
  await theirs.getByRole('button', { name: '提出意见' }).click();
  const thread = theirs.getByRole('article', { name: '关于：计划' });
  await expect(thread).toContainText('目标请写明检测方法');
  await expectClean(theirs);

  await page.goto('/notifications');
  await expect(page.getByText(`${member.name}提了意见，请答复`)).toBeVisible();
  await page.goto('/apply');
  await expectClean(page);
  await page.getByRole('link', { name: '答复成员的意见' }).click();
  await expect(rowOf(page, member.name)).toContainText('已读本版');
  await expect(rowOf(page, member.name)).toContainText('1 条意见待处理');
  await expect(rowOf(page, member.name)).toContainText('先答复意见');
  const seen = page.getByRole('article', { name: '关于：计划' });
  await seen.getByText('回复', { exact: true }).click();
  await seen.getByRole('textbox').fill('已补充，请再看');
  await seen.getByRole('button', { name: '发出回复' }).click();
  await expect(seen).toContainText('已补充，请再看');
  await expectClean(page);

  await theirs.reload();
  await thread.getByRole('button', { name: '标为办结' }).click();
  await expect(theirs.getByText('已办结的 1 条')).toBeVisible();
  await page.reload();
  await expect(rowOf(page, member.name)).not.toContainText('待处理');
  const csv = await page.request.get(`/apply/filings/${id}/signing.csv`);
  expect(csv.headers()['content-type']).toContain('text/csv');
  expect(await csv.text()).toContain(`${member.name},${member.uscc}`);
});

test('The link goes on to the right colleague, who joins by the given address and signs; nobody else can use it', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const id = await begun(page, '示例转签联合体');
  const member = anOrganization('示例转签企业');
  const theirs = await joinByLink(browser, await inviteMember(page, member, '上游', '提供样机'), member);
  const email = newEmail('colleague');
  await theirs.getByText('不归我签？').click();
  await theirs.getByRole('button', { name: '生成链接' }).click();
  await expect(theirs.getByText('请填写同事的邮箱')).toBeVisible();
  await theirs.getByLabel('同事登录用的邮箱').fill(email);
  await theirs.getByRole('button', { name: '生成链接' }).click();
  await expect(theirs.getByRole('heading', { name: '链接已生成，请发给同事' })).toBeVisible();
  const address = await theirs.locator('#pass-0').inputValue();
  await expectClean(theirs);

  const stranger = await phone(browser);
  await signUp(stranger, '示例外人');
  await stranger.goto(address);
  await expect(stranger.getByRole('heading', { name: '链接不是给这个账号的' })).toBeVisible();
  await expectClean(stranger);

  const colleague = await phone(browser);
  await colleague.goto(address);
  await expect(colleague.getByText('签署人：可以代表本单位签署')).toBeVisible();
  await expectClean(colleague);
  await colleague.getByRole('link', { name: '注册' }).click();
  await fillSignUp(colleague, '示例同事', email);
  await colleague.waitForURL('**/sign/**');
  await colleague.getByRole('button', { name: '加入本单位并阅读全文' }).click();
  await colleague.waitForURL('**/sign-as-member');
  await signAsMember(colleague);
  await openStep(page, id, 'sign');
  await expect(rowOf(page, member.name)).toContainText('示例同事签署');
  await theirs.reload();
  await expect(theirs.getByText('已加入')).toBeVisible();
});

test('A refusal stands in the lead’s overview with its reason and what to do', async ({ page, browser }) => {
  test.setTimeout(300_000);
  const id = await begun(page, '示例拒签总览联合体');
  const member = anOrganization('示例不同意企业');
  const theirs = await joinByLink(browser, await inviteMember(page, member, '上游', '提供样机'), member);
  await refuseAsMember(theirs, '收益分配未约定');
  await openStep(page, id, 'sign');
  await expect(rowOf(page, member.name)).toContainText('拒签理由：收益分配未约定');
  await expect(rowOf(page, member.name)).toContainText('看拒签理由，改好后请对方重新签');
  await expectClean(page);
});
