import { expect, type Page } from '@playwright/test';
import type { Organization } from './organizations.ts';

/** The main button of a step. */
export const saveAndGoOn = (page: Page) => page.getByRole('button', { name: /^保存/ });

/** Starts a draft with a bureau and lands on its first step; returns the filing's id. */
export async function startFiling(page: Page, bureau = '青岛市'): Promise<string> {
  await page.goto('/apply/filings/new');
  await page.getByRole('radio', { name: new RegExp(`^${bureau}`) }).check();
  await page.getByRole('button', { name: '开始填写' }).click();
  await page.waitForURL('**/basics');
  return idOf(page);
}

export const idOf = (page: Page): string => /fil_[a-z0-9-]+/.exec(page.url())?.[0] ?? '';

export async function openStep(page: Page, id: string, step: string): Promise<void> {
  await page.goto(`/apply/filings/${id}/${step}`);
}

async function next(page: Page, step: string): Promise<void> {
  await saveAndGoOn(page).click();
  await page.waitForURL(`**/${step}`);
}

export async function fillBasics(
  page: Page,
  name: string,
  industry: string | RegExp = /./,
  months = '36',
): Promise<void> {
  await page.getByLabel('联合体名称').fill(name);
  await page.getByLabel('简介').fill(`${name}：为联合攻关而组建。`);
  const industries = page.getByLabel('产业', { exact: true });
  const labels = (await industries.locator('option').allTextContents()).slice(1);
  await industries.selectOption({ label: labels.find((each) => each.search(industry) >= 0) ?? '' });
  await page.getByLabel('拟定有效期').fill(months);
  await next(page, 'members');
}

/** Invites one member on the members step; returns its link. */
export async function inviteMember(
  page: Page,
  member: Organization,
  position = '',
  duties = '承担约定的任务',
): Promise<string> {
  const form = page.locator('#invite');
  await form.getByLabel('统一社会信用代码').fill(member.uscc);
  await form.getByLabel('单位名称').fill(member.name);
  await form.getByLabel('单位类型').selectOption({ label: member.kind });
  if (position) await form.getByLabel('在产业链中的位置').selectOption({ label: position });
  await form.getByLabel('承担的任务').fill(duties);
  await form.getByRole('button', { name: '生成邀请链接' }).click();
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: member.name }) });
  await expect(row.getByLabel('邀请链接', { exact: true })).toBeVisible();
  return row.getByLabel('邀请链接', { exact: true }).inputValue();
}

export async function fillTopics(page: Page): Promise<void> {
  await page.getByLabel('课题名称').first().fill('深海密封寿命预测');
  await page.getByLabel('目标').first().fill('在 2000 米连续工作 5 年');
  await page.getByLabel('指标').first().fill('第三方检测，寿命不少于 5 年');
  await next(page, 'duties');
}

export async function fillMechanisms(page: Page): Promise<void> {
  for (const kind of ['决策调度', '协同攻关', '收益分配', '知识产权管理', '标准创制', '推广应用', '资金投入'])
    await page.getByLabel(kind).fill(`${kind}按协议办理`);
  await next(page, 'plan');
}

export async function fillPlan(page: Page): Promise<void> {
  await page.getByLabel('关键核心任务').fill('深海装备长寿命密封');
  const milestone = page.getByRole('group', { name: '第 1 个里程碑' });
  await milestone.getByLabel('名称').fill('样机');
  await milestone.getByLabel('完成日期').fill('2028-12-31');
  await milestone.getByLabel('成果验收考核指标').fill('通过 500 小时台架试验');
  const money = page.getByRole('group', { name: '第 1 笔' });
  await money.getByLabel('年度').fill('2027');
  await money.getByLabel('来源').selectOption({ label: '自筹' });
  await money.getByLabel('金额').fill('420.5');
  await page.getByLabel('知识产权').fill('共有成果先用后转');
  await page.getByLabel('人才培养').fill('联合培养研究生');
  await page.getByLabel('推广应用').fill('开放验证场景');
  await next(page, 'statements');
}

/** Everything but the members: topics, duties as invited, mechanisms, plan. */
export async function fillContent(page: Page, id: string): Promise<void> {
  await openStep(page, id, 'topics');
  await fillTopics(page);
  await openStep(page, id, 'mechanisms');
  await fillMechanisms(page);
  await fillPlan(page);
}

/** Submits a complete draft, or resubmits a corrected one, and lands on its status page. */
export async function submitFiling(page: Page, id: string): Promise<void> {
  await openStep(page, id, 'submit');
  await page.getByRole('checkbox', { name: '我已核对全文' }).check();
  await page.getByRole('button', { name: /提交/ }).click();
  await page.waitForURL((url) => url.pathname.endsWith(id));
}
