import { expect, test } from '@playwright/test';
import { PHONE, signInAs, signUp } from './journeys/accounts.ts';
import { fillBasics, inviteMember, openStep, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';
import { expectNoFindings } from './journeys/looking.ts';

test.use(PHONE);

test('A new application starts from an earlier one: content and members are there, invited anew, and what stayed behind is said', async ({
  page,
}) => {
  await signUp(page, '示例续报牵头人');
  await registerOrganization(page, anOrganization('示例续报企业'));
  const first = await startFiling(page);
  await fillBasics(page, '示例续报联合体');
  const member = anOrganization('示例续报成员');
  const invitation = await inviteMember(page, member, '上游', '提供耐压轴承样件');

  await page.goto(`/apply/filings/new?from=${first}`);
  await expectNoFindings(page);
  await expect(page.getByRole('radio', { name: /示例续报联合体/ })).toBeChecked();
  await page.getByRole('radio', { name: /^青岛市/ }).check();
  await page.getByRole('button', { name: '开始填写' }).click();
  await page.waitForURL('**/basics');
  await expect(page.getByLabel('联合体名称')).toHaveValue('示例续报联合体');
  await expect(page.getByText('已从以前的申请带来内容')).toBeVisible();
  await expectNoFindings(page);
  const second = /fil_[a-z0-9-]+/.exec(page.url())?.[0] ?? '';
  expect(second).not.toBe(first);

  await openStep(page, second, 'members');
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: member.name }) });
  await row.getByText('邀请链接').first().click();
  await expect(row.getByLabel('邀请链接', { exact: true })).not.toHaveValue(invitation);
  await openStep(page, second, 'duties');
  await expect(page.getByLabel('承担的任务')).toHaveValue('提供耐压轴承样件');
});

test('Under another city’s policy the page says what has to be chosen anew, without JavaScript as well', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'lead');
  const answer = await page.request.get('/api/v1/filings?mine=true&status=in_review');
  const { items } = (await answer.json()) as { items: { id: string; consortiumName: string }[] };
  const plain = await browser.newContext({
    ...PHONE,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const without = await plain.newPage();
  await without.goto(`/apply/filings/new?from=${items[0]?.id ?? ''}`);
  await without.getByRole('radio', { name: /^洛阳市/ }).check();
  await without.getByRole('button', { name: '开始填写' }).click();
  await expect(without).toHaveURL(/basics$/);
  await expect(without.getByLabel('联合体名称')).toHaveValue(items[0]?.consortiumName ?? '');
  await expect(without.getByText('没有带过来、需要重新填写的：产业。')).toBeVisible();
});
