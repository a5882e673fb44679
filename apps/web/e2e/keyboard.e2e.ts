import { expect, test } from '@playwright/test';
import { addOthers, firstPartner, othersSign } from './admin/cases.ts';
import { PASSWORD, phone } from './journeys/accounts.ts';
import { idOf } from './journeys/drafting.ts';
import { choose, goOn, pick, press, reach, signIn, write, writeDay } from './journeys/keyboard.ts';

const LEAD = 'port@partners.demo.example';

test('A filing is made, signed by a member, submitted and its receipt opened with the keyboard alone', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const partner = await firstPartner();
  const nextYear = new Date().getFullYear() + 1;

  await test.step('the lead signs in and begins a filing', async () => {
    await page.goto('/sign-in');
    await signIn(page, LEAD, PASSWORD);
    await press(page, page.locator('a[href*="/apply/filings/new"]').first());
    await page.waitForURL('**/apply/filings/new');
    await pick(page, 'policyId', 'pol_qingdao-2025');
    await pick(page, 'organizationId');
    await goOn(page, '**/basics');
  });
  const id = idOf(page);

  await test.step('basics', async () => {
    await write(page, { consortiumName: '示例全程键盘联合体', summary: '只用键盘写的简介。' });
    await choose(page, 'industryCode');
    await write(page, { validityMonths: '36' });
    await goOn(page, '**/members');
  });

  const invitation = await test.step('members: one is invited, the others come by the side', async () => {
    const form = page.locator('#invite');
    await write(page, { uscc: partner.uscc ?? '' });
    await expect(form.locator('[name=kind]')).not.toHaveValue('');
    await expect(form.locator('[name=name]')).toHaveValue(partner.name ?? '');
    await choose(page, 'chainPosition');
    await write(page, { duties: '供样件' });
    await press(page, form.getByRole('button', { name: '生成邀请链接' }));
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: partner.name ?? '' }) });
    const link = await row.getByLabel('邀请链接', { exact: true }).inputValue();
    await addOthers(id);
    await goOn(page, '**/topics');
    return link;
  });

  await test.step('topics, duties, mechanisms, plan, statements and materials', async () => {
    await write(page, { 'topics.0.title': '集群调度' });
    await goOn(page, '**/duties');
    const duties = page.locator('[name="members.0.duties"]');
    await reach(page, duties);
    await page.keyboard.press('End');
    await page.keyboard.type('和备件');
    await expect(duties).toHaveValue('供样件和备件');
    await goOn(page, '**/mechanisms');
    const mechanisms = await page
      .locator('textarea[name^="mechanisms."]')
      .evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).name));
    await write(page, Object.fromEntries(mechanisms.map((name) => [name, '见协议'])));
    await goOn(page, '**/plan');
    await write(page, { 'plan.goals': '完成示范', 'plan.milestones.0.title': '样机' });
    await writeDay(page, 'plan.milestones.0.dueOn', `${nextYear}-12-31`);
    await write(page, { 'plan.milestones.0.indicator': '通过台架试验', 'plan.funding.0.year': String(nextYear) });
    await choose(page, 'plan.funding.0.source');
    await write(page, {
      'plan.funding.0.amountFen': '500',
      'plan.intellectualProperty': '申请专利 5 件',
      'plan.talent': '联合培养 3 名',
      'plan.diffusion': '开放一个场景',
    });
    await goOn(page, '**/statements');
    await goOn(page, '**/materials');
    await reach(page, page.locator('input[type=file]').first());
    await goOn(page, '**/check');
    await goOn(page, '**/sign');
  });

  await test.step('a member signs', async () => {
    const theirs = await phone(browser);
    await theirs.goto(invitation);
    await press(theirs, theirs.getByRole('link', { name: '登录', exact: true }));
    await theirs.waitForURL('**/sign-in?**');
    await signIn(theirs, partner.email, PASSWORD);
    await goOn(theirs, '**/sign-as-member');
    for (const name of ['authorized', 'read']) {
      const tick = theirs.locator(`input[name=${name}]`);
      await press(theirs, tick, 'Space');
      await expect(tick).toBeChecked();
    }
    await press(theirs, theirs.getByRole('button', { name: /^签署/ }));
    await expect(theirs.getByRole('heading', { name: '贵单位已签署本版' })).toBeVisible();
    await othersSign(id);
  });

  await test.step('the lead submits and opens the receipt', async () => {
    await goOn(page, '**/submit');
    await press(page, page.locator('#confirmed'), 'Space');
    await expect(page.locator('#confirmed')).toBeChecked();
    await goOn(page, /\?sent/);
    await press(page, page.locator('a[href*="/receipts/"]').first());
    await page.waitForURL('**/receipts/*');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});
