import { expect, test, type Page } from '@playwright/test';
import { PHONE, signUp } from './journeys/accounts.ts';
import { startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';

test.use({ ...PHONE, serviceWorkers: 'block' });

/** Opens a page whose script is still on its way; what is returned lets it come, and waits until it runs. */
async function openedEarly(page: Page, path: string): Promise<() => Promise<void>> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/_app/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  await page.locator('main h1').waitFor();
  return async () => {
    release();
    await page.waitForLoadState('networkidle');
    await page.unrouteAll({ behavior: 'wait' });
  };
}

type Typed = readonly (readonly [label: string, text: string])[];

/** Types before the script runs, and on in the last field while it comes: every word stands there afterwards. */
async function keepsWhatIsTyped(page: Page, path: string, typed: Typed): Promise<void> {
  const comes = await openedEarly(page, path);
  const field = (label: string) => page.getByLabel(label, { exact: true }).first();
  for (const [label, text] of typed) await field(label).fill(text);
  const [last] = typed.at(-1) ?? [''];
  await field(last).press('End');
  const typing = field(last).pressSequentially('0123456789', { delay: 60 });
  await Promise.all([comes(), typing]);
  const stands = async () => Promise.all(typed.map(([label]) => field(label).inputValue()));
  const all = typed.map(([label, text]) => (label === last ? `${text}0123456789` : text));
  expect.soft(await stands(), path).toEqual(all);
  // What is decided by the script stands too: nothing puts the old words back a moment later.
  await page.waitForTimeout(500);
  expect.soft(await stands(), path).toEqual(all);
}

test('What is typed before the script runs, and while it comes, stays on every page that is written in', async ({
  page,
}) => {
  test.setTimeout(240_000);
  page.setDefaultTimeout(30_000);
  await keepsWhatIsTyped(page, '/sign-up', [
    ['姓名', '早打字的人'],
    ['邮箱', 'early@e2e.example'],
    ['密码', 'lianchuang-demo'],
  ]);
  await keepsWhatIsTyped(page, '/sign-in', [
    ['密码', 'lianchuang-demo'],
    ['邮箱', 'early@e2e.example'],
  ]);
  await keepsWhatIsTyped(page, '/sign-in/phone', [['手机号', '138']]);
  await signUp(page, '示例早打字');
  await keepsWhatIsTyped(page, '/account/phone', [
    ['登录密码', 'lianchuang-demo'],
    ['手机号', '138'],
  ]);
  await keepsWhatIsTyped(page, '/apply/organizations/new', [
    ['统一社会信用代码', '91370200'],
    ['单位名称', '示例早打字企业'],
  ]);
  await registerOrganization(page, anOrganization('示例早打字企业'));
  const id = await startFiling(page);
  await keepsWhatIsTyped(page, `/apply/filings/${id}/basics`, [
    ['联合体名称', '示例早打字联合体'],
    ['简介', '还没有脚本时写的简介'],
  ]);
  await keepsWhatIsTyped(page, `/apply/filings/${id}/members`, [
    ['单位名称', '示例早打字成员'],
    ['承担的任务', '还没有脚本时写的任务'],
  ]);
});
