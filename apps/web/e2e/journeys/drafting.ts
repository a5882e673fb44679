import { expect, type Page } from '@playwright/test';
import { post } from './calls.ts';
import type { Organization } from './organizations.ts';

/** The main button of a step. */
export const saveAndGoOn = (page: Page) => page.getByRole('button', { name: /^保存/ });

/** Starts a draft under Qingdao's policy for the first organization of whoever is signed in, and opens its first step. */
export async function startFiling(page: Page): Promise<string> {
  const me = await (await page.request.get('/api/v1/me')).json();
  const body = { policyId: 'pol_qingdao-2025', organizationId: me.organizations[0].id };
  const { id } = await post<{ id: string }>(page, '/api/v1/filings', body);
  await openStep(page, id, 'basics');
  return id;
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
  // On a busy machine it may have waited on the device and come a moment later, folded up.
  await expect(row.getByLabel('邀请链接', { exact: true })).toHaveValue(/\/sign\//);
  return row.getByLabel('邀请链接', { exact: true }).inputValue();
}
