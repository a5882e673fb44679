import { expect, test, type Page } from '@playwright/test';
import { PHONE, signUp } from './journeys/accounts.ts';
import { inviteMember, openStep, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';
import { expectFitsAt, expectNoFindings } from './journeys/looking.ts';

test.use(PHONE);

async function newDraft(page: Page): Promise<string> {
  await signUp(page, '示例粘贴人');
  await registerOrganization(page, anOrganization('示例粘贴牵头企业'));
  return startFiling(page);
}

async function fits(page: Page) {
  await expectNoFindings(page);
  await expectFitsAt(page, 320);
}

const fullWidth = (text: string) =>
  text.replaceAll(/[0-9]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
const members = (page: Page) => page.locator('.member-group li.member h3');

test('A list out of a spreadsheet is checked row by row, mended on the page and added, and nothing of it is lost', async ({
  page,
}) => {
  const id = await newDraft(page);
  const there = anOrganization('示例已在');
  await openStep(page, id, 'members');
  await inviteMember(page, there, '中游');
  await page.getByRole('link', { name: '从表格粘贴多家成员' }).click();
  await page.getByRole('button', { name: '核对名单' }).click();
  await expect(page.getByRole('link', { name: '还没有粘贴名单。' })).toBeVisible();

  const one = anOrganization('示例轴承');
  const two = anOrganization('示例大学', { kind: '高等学校' });
  const three = anOrganization('示例密封');
  const wrong = `${three.uscc.slice(0, 17)}${three.uscc.endsWith('A') ? 'B' : 'A'}`;
  const rows = [
    ['序号', '产业链环节', '单位名称', '单位性质', '统一社会信用代码', '任务分工', '联系人'],
    ['1', '上游', one.name, '企业', fullWidth(one.uscc), '"供样件\n并测试"', '张三'],
    ['2', '', two.name, '高校', two.uscc, '', '李四'],
    ['3', '核心', three.name, '', wrong, '做密封', ''],
    ['4', '', there.name, '企业', there.uscc, '', ''],
    ['5', '', '又一个轴承', '企业', one.uscc, '', ''],
  ];
  await page.getByLabel('成员名单').fill(rows.map((cells) => cells.join('\t')).join('\n'));
  await page.getByRole('button', { name: '核对名单' }).click();
  await expect(page.getByText('可以加入 2 家，要改 1 家，不再加入 2 家。')).toBeVisible();
  await expect(page.getByText('没有用到的列：联系人。')).toBeVisible();
  await expect(page.getByText('这家单位已经是成员，不会再加一次。')).toBeVisible();
  await expect(page.getByText('这份名单里前面已有同一个代码')).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(`第 4 行 ${three.name}：.*校验位不对`) })).toBeVisible();
  await fits(page);

  await page.getByRole('button', { name: '加入，要改的留下' }).click();
  await expect(page.getByText('已加入 2 家')).toBeVisible();
  const left = page
    .getByRole('listitem')
    .filter({ hasText: three.name })
    .filter({ has: page.getByRole('heading') });
  await left.getByLabel('统一社会信用代码').fill(three.uscc);
  await page.getByRole('button', { name: '加入，要改的留下' }).click();
  await page.waitForURL(`**/${id}/members?added=1`);
  await expect(page.getByText('已按名单加入 1 家成员。')).toBeVisible();
  await expect(members(page)).toHaveText([there, one, two, three].map((each) => each.name));
  await openStep(page, id, 'duties');
  await expect(page.getByLabel('承担的任务').nth(1)).toHaveValue('供样件\n并测试');
});

test('Without script the same list is pasted, checked and added', async ({ page, browser }) => {
  const id = await newDraft(page);
  const state = await page.context().storageState();
  const plain = await (await browser.newContext({ ...PHONE, javaScriptEnabled: false, storageState: state })).newPage();
  await openStep(plain, id, 'members');
  await plain.getByRole('link', { name: '从表格粘贴多家成员' }).click();
  const one = anOrganization('示例轴承');
  await plain.getByLabel('成员名单').fill(`单位,代码\n${one.name},${one.uscc}\n示例写错,9137`);
  await plain.getByRole('button', { name: '核对名单' }).click();
  await plain.getByRole('button', { name: '加入，要改的留下' }).click();
  await expect(plain.getByText('已加入 1 家')).toBeVisible();
  await expect(plain.getByLabel('单位名称')).toHaveValue('示例写错');
  await openStep(plain, id, 'members');
  await expect(members(plain)).toHaveText([one.name]);
});

test('What the system knows of an organization comes by its credit code, with and without script', async ({
  page,
  browser,
}) => {
  const member = anOrganization('示例已登记', { kind: '新型研发机构' });
  const other = await browser.newPage();
  await signUp(other, '示例登记人');
  await registerOrganization(other, member);
  const id = await newDraft(page);
  await openStep(page, id, 'members');
  const form = page.locator('#invite');
  await form.getByLabel('统一社会信用代码').fill(member.uscc.toLowerCase());
  await expect(form.getByLabel('单位名称')).toHaveValue(member.name);
  await expect(form.getByLabel('单位类型')).toHaveValue('new_rd_institution');
  await expect(form.getByText('系统里已有这家单位')).toBeVisible();
  await form.getByLabel('承担的任务').fill('联合研发');
  await form.getByRole('button', { name: '生成邀请链接' }).click();
  await expect(members(page)).toHaveText([member.name]);

  const second = await startFiling(page);
  const state = await page.context().storageState();
  const plain = await (await browser.newContext({ ...PHONE, javaScriptEnabled: false, storageState: state })).newPage();
  await openStep(plain, second, 'members');
  await plain.getByLabel('统一社会信用代码').fill(member.uscc);
  await plain.getByRole('button', { name: '按代码填写名称和类型' }).click();
  await expect(plain.getByLabel('单位名称')).toHaveValue(member.name);
});
