import type { Browser, Page } from '@playwright/test';
import { post } from './calls.ts';

export const PASSWORD = 'lianchuang-demo';
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

let people = 0;
/** An address that no other test uses. */
export const newEmail = (who: string): string => `${who}-${Date.now().toString(36)}-${(people += 1)}@e2e.example`;

/** A page in a browser context of its own, as another person's phone has it. */
export async function phone(browser: Browser): Promise<Page> {
  return (await browser.newContext({ ...PHONE, javaScriptEnabled: true })).newPage();
}

/** Fills the sign-up page that is open and sends it. */
export async function fillSignUp(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '注册' }).click();
}

/** Creates an account and is signed in with it, without the form: no page is opened. */
export async function signUp(page: Page, name: string, email = newEmail('person')): Promise<string> {
  await post(page, '/api/auth/sign-up/email', { name, email, password: PASSWORD });
  return email;
}

/** Fills the sign-in page that is open and sends it. */
export async function fillSignIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Signs in with one of the demonstration's accounts, such as `lead`. */
export async function signInAs(page: Page, who: string): Promise<void> {
  await page.goto('/sign-in');
  await fillSignIn(page, `${who}@demo.example`);
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}
