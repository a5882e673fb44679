import { expect, type Page } from '@playwright/test';
import type { Party } from './people.ts';

const saveAndGoOn = async (page: Page, to: RegExp) => {
  await page.locator('button.main[form=step]').click();
  await expect(page).toHaveURL(to);
};

/** Starts a draft under a policy and fills every step but the members; returns the filing's id. */
export async function draftFiling(page: Page, policyId: string, name: string, industry: string): Promise<string> {
  await page.goto(`/apply/filings/new?policy=${policyId}`);
  await page.locator(`input[name=policyId][value="${policyId}"]`).check();
  await page.locator('input[name=organizationId]').first().check();
  await page.locator('button.main[form=start]').click();
  await expect(page).toHaveURL(/\/apply\/filings\/fil_[a-z0-9]+\/basics/);
  const id = /fil_[a-z0-9]+/.exec(page.url())?.[0] ?? '';

  await page.locator('[name=consortiumName]').fill(name);
  await page.locator('[name=summary]').fill('由浏览器旅程建立的示例联合体，用来走完从草稿到登记的全程。');
  await page.locator('[name=industryCode]').selectOption(industry);
  await page.locator('[name=validityMonths]').fill('36');
  await saveAndGoOn(page, /\/members/);

  await page.goto(`/apply/filings/${id}/topics`);
  await page.locator('[name="topics.0.title"]').fill('示例关键部件寿命预测');
  await page.locator('[name="topics.0.objective"]').fill('建立可验证的寿命预测方法。');
  await saveAndGoOn(page, /\/(mechanisms|duties|plan)/);

  await page.goto(`/apply/filings/${id}/mechanisms`);
  for (const field of await page.locator('textarea[name^="mechanisms."]').all())
    await field.fill('按协议执行，每季度对照一次。');
  await saveAndGoOn(page, /\/(plan|duties|statements|topics)/);

  await page.goto(`/apply/filings/${id}/plan`);
  await page.locator('[name="plan.goals"]').fill('突破示例关键部件，在 2000 米连续工作 5 年。');
  await page.locator('[name$=".title"]').first().fill('完成样机');
  await page.locator('[name$=".dueOn"]').first().fill('2028-12-31');
  await page.locator('[name$=".indicator"]').first().fill('通过 500 小时试验');
  await page.locator('[name$=".year"]').first().fill('2027');
  await page.locator('[name$=".source"]').first().selectOption('self_raised');
  await page.locator('[name$=".amountFen"]').first().fill('800');
  await saveAndGoOn(page, /\/(statements|check|duties|sign)/);
  return id;
}

/** Invites a party by its credit code; returns the link that the lead hands on. */
export async function invite(page: Page, id: string, party: Party): Promise<string> {
  await page.goto(`/apply/filings/${id}/members`);
  const form = page.locator('#invite');
  await form.locator('[name=uscc]').fill(party.uscc);
  await form.locator('[name=name]').fill(party.name);
  await form.locator('[name=kind]').selectOption(party.kind);
  if (party.position !== undefined) await form.locator('[name=chainPosition]').selectOption(party.position);
  await form.locator('[name=duties]').fill('承担示例任务，每年三月底前提交年度报告。');
  await form.locator('button.wide').click();
  const row = page.locator('li.member', { hasText: party.name });
  await expect(row).toBeVisible();
  const link = await row.locator('input[id$="-link"]').inputValue();
  return new URL(link).pathname;
}

/** Reads to the end and signs; the page says afterwards that this version is signed. */
export async function sign(page: Page, id: string): Promise<void> {
  await page.goto(`/apply/filings/${id}/sign-as-member`);
  await page.locator('input[name=authorized]').check();
  await page.locator('input[name=read]').check();
  await page.locator('button.main[form=sign-form]').click();
  await expect(page.locator('button.main[form=sign-form]')).toHaveCount(0);
}

/** Refuses with a reason that the lead will read. */
export async function refuse(page: Page, id: string, reason: string): Promise<void> {
  await page.goto(`/apply/filings/${id}/sign-as-member`);
  await page.locator('a[href="#refuse"]').click();
  await page.locator('#refuse textarea[name=reason]').fill(reason);
  await page.locator('#refuse button.danger').click();
  await expect(page.getByText(reason).first()).toBeVisible();
}

/** Confirms and sends: submitting a draft, or answering a correction. */
export async function submit(page: Page, id: string): Promise<void> {
  await page.goto(`/apply/filings/${id}/submit`);
  await page.locator('#confirmed').check();
  await page.locator('button.main[form=send]').click();
  await expect(page).toHaveURL(new RegExp(`/apply/filings/${id}([?]|$)`));
}
