import { expect, test, type Page } from '@playwright/test';
import { fillSignIn, PHONE, signUp } from './journeys/accounts.ts';
import { idOf, openStep, saveAndGoOn } from './journeys/drafting.ts';
import { anOrganization, QINGDAO, type Organization } from './journeys/organizations.ts';

test.use({ ...PHONE, javaScriptEnabled: false });

async function registerStepByStep(page: Page, { uscc, name }: Organization): Promise<void> {
  await page.goto('/apply/organizations/new');
  await page.getByLabel('统一社会信用代码').fill(uscc);
  await page.getByLabel('单位名称').fill(name);
  await page.getByLabel('单位类型').selectOption({ label: '企业' });
  await page.getByLabel('省、自治区、直辖市').selectOption({ label: QINGDAO.province });
  await page.getByRole('button', { name: '列出下一级' }).click();
  await page.getByLabel('地市（直辖市选区县）').selectOption({ label: QINGDAO.prefecture });
  await page.getByRole('button', { name: '列出下一级' }).click();
  await expect(page.getByLabel('单位名称')).toHaveValue(name);
  await page.getByLabel('区县', { exact: true }).selectOption({ label: QINGDAO.county });
  await page.getByRole('button', { name: '登记本单位' }).click();
  await page.waitForURL('**/apply');
}

async function newDraft(page: Page): Promise<{ id: string; email: string }> {
  const email = await signUp(page, '示例无脚本');
  await registerStepByStep(page, anOrganization('示例无脚本企业'));
  await page.goto('/apply/filings/new?policy=pol_qingdao-2025');
  await page.getByRole('button', { name: '开始填写' }).click();
  return { id: idOf(page), email };
}

test('Without script an organization is registered and a draft is filled in step by step', async ({ page }) => {
  const { id } = await newDraft(page);
  await page.getByLabel('联合体名称').fill('示例无脚本联合体');
  await page.getByLabel('拟定有效期').fill('三年');
  await saveAndGoOn(page).click();
  await expect(page.getByRole('link', { name: '有效期须是整月数，例如 36' })).toBeVisible();
  await expect(page.getByLabel('联合体名称')).toHaveValue('示例无脚本联合体');
  await expect(page.getByLabel('拟定有效期')).toHaveValue('三年');
  await page.getByLabel('拟定有效期').fill('36');
  await saveAndGoOn(page).click();
  await page.waitForURL(`**/${id}/members`);

  const member = anOrganization('示例无脚本成员');
  const form = page.locator('#invite');
  await form.getByLabel('统一社会信用代码').fill(member.uscc);
  await form.getByLabel('单位名称').fill(member.name);
  await form.getByLabel('单位类型').selectOption({ label: member.kind });
  await form.getByLabel('在产业链中的位置').selectOption({ label: '上游' });
  await form.getByLabel('承担的任务').fill('提供样件');
  await form.getByRole('button', { name: '生成邀请链接' }).click();
  await expect(page.getByLabel('邀请链接', { exact: true })).toHaveValue(/\/sign\/[0-9a-hjkmnp-tv-z]{32}$/);

  await openStep(page, id, 'topics');
  await page.getByLabel('课题名称').fill('第一个课题');
  await page.getByRole('button', { name: '再加一个课题' }).click();
  await page.getByLabel('课题名称').nth(1).fill('第二个课题');
  await saveAndGoOn(page).click();
  await page.waitForURL(`**/${id}/duties`);
  await expect(page.getByLabel('承担的任务')).toHaveValue('提供样件');
  await openStep(page, id, 'topics');
  await page.getByRole('button', { name: '删去第 1 个课题' }).click();
  await expect(page.getByLabel('课题名称').first()).toHaveValue('第二个课题');
});

test('Without script an expired session still loses nothing typed', async ({ page, context }) => {
  const { id, email } = await newDraft(page);
  await page.getByLabel('联合体名称').fill('没有脚本也不丢');
  await context.clearCookies();
  await saveAndGoOn(page).click();
  await expect(page.getByRole('heading', { name: '登录已过期，内容没有丢' })).toBeVisible();
  await fillSignIn(page, email);
  await page.getByRole('button', { name: '继续保存刚才填写的内容' }).click();
  await page.waitForURL(`**/${id}/members`);
  await openStep(page, id, 'basics');
  await expect(page.getByLabel('联合体名称')).toHaveValue('没有脚本也不丢');
});
