import { expect, type Browser, type Page } from '@playwright/test';
import { post } from '../journeys/calls.ts';
import { aCreditCode } from './credit-codes.ts';

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };

/** An organization that somebody registers in the course of a journey. */
export type Party = {
  readonly email: string;
  readonly uscc: string;
  readonly name: string;
  readonly kind: 'enterprise' | 'university';
  readonly county: string;
  readonly position?: 'upstream' | 'midstream' | 'downstream';
};

const PASSWORD = 'a-long-enough-password';

/** Another try is another worker: nobody registers twice, and no consortium comes under one name twice. */
export const TRY = Number(process.env.TEST_WORKER_INDEX);

/** Fictional parties of one journey; `serial` keeps journeys apart. */
export function parties(
  serial: number,
  county: string,
  positions: readonly (Party['position'] | 'academic')[],
): Party[] {
  return positions.map((position, at) => {
    const number = (TRY * 100 + serial) * 100 + at;
    const academic = position === 'academic';
    return {
      email: `party-${number}@journey.example`,
      uscc: aCreditCode(number, academic ? '12' : '91'),
      name: academic ? `示例旅程大学${number}` : `示例旅程企业${number}有限公司`,
      kind: academic ? 'university' : 'enterprise',
      county,
      ...(academic || position === undefined ? {} : { position }),
    };
  });
}

/** A browser context of one's own: nobody shares a session. */
export async function ownPage(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  return context.newPage();
}

/** Registers an account, as anybody does on a phone. */
export async function signUp(page: Page, party: Party, next = '/apply'): Promise<void> {
  await page.goto(`/sign-up?next=${encodeURIComponent(next)}`);
  await page.getByLabel('姓名').fill('旅程签署人');
  await page.getByLabel('邮箱').fill(party.email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=password]').press('Enter');
  await expect(page).not.toHaveURL(/sign-up/);
}

/** A party with account and organization, both without a form: others of the journey fill the forms in. */
export async function registered(page: Page, { email, uscc, name, kind, county }: Party): Promise<void> {
  await post(page, '/api/auth/sign-up/email', { name: '旅程签署人', email, password: PASSWORD });
  await post(page, '/api/v1/organizations', { uscc, name, kind, divisionCode: county });
}

/** Signs in with one of the demonstration's accounts. */
export async function signIn(page: Page, account: string, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel('邮箱').fill(`${account}@demo.example`);
  await page.locator('input[name=password]').fill('lianchuang-demo');
  await page.locator('input[name=password]').press('Enter');
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Registers an organization through the form; division by three selects. */
export async function registerOrganization(page: Page, party: Party): Promise<void> {
  await page.goto('/apply/organizations/new');
  await fillOrganization(page, party);
}

/** Fills the registration form that is open. */
export async function fillOrganization(page: Page, party: Party): Promise<void> {
  await page.locator('[name=uscc]').fill(party.uscc);
  await page.locator('[name=name]').fill(party.name);
  await page.locator('[name=kind]').selectOption(party.kind);
  await page.locator('[name=province]').selectOption(`${party.county.slice(0, 2)}0000`);
  await page.locator('[name=prefecture]').selectOption(`${party.county.slice(0, 4)}00`);
  await page.locator('[name=county]').selectOption(party.county);
  await page.locator('button.main[form=register]').click();
  await expect(page).not.toHaveURL(/organizations\/new/);
}
