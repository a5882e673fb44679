import { expect, test, type Page } from '@playwright/test';
import { draftFiling, invite, refuse, sign, submit } from './main-journey/applicant.ts';
import { act, because } from './main-journey/officer.ts';
import {
  DESK,
  fillOrganization,
  ownPage,
  parties,
  PHONE,
  registered,
  registerOrganization,
  signIn,
  signUp,
  TRY,
  type Party,
} from './main-journey/people.ts';
import { post } from './journeys/calls.ts';
import { expectClean } from './journeys/looking.ts';

test.describe.configure({ mode: 'serial' });

const isClean = (page: Page) => expectClean(page, { seriousOnly: true });

/** The lead's status page and the officer's case page of one state, both clean. */
async function bothClean(lead: Page, officer: Page | null, id: string): Promise<void> {
  await lead.goto(`/apply/filings/${id}`);
  await isClean(lead);
  if (officer === null) return;
  await officer.goto(`/admin/filings/${id}`);
  await isClean(officer);
}

/** A member comes in by its link on its own phone: account, organization, joining. */
async function joinByLink(page: Page, party: Party, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByText(party.name).first()).toBeVisible();
  await isClean(page);
  await signUp(page, party, link);
  await page.goto(link);
  await page.locator('a.button.main').click();
  await fillOrganization(page, party);
  await page.goto(link);
  await page.locator('form button.main').click();
  await expect(page).toHaveURL(/sign-as-member/);
}

const qingdao = parties(31, '370212', [undefined, 'upstream', 'midstream', 'downstream', 'academic', 'academic']);

test('Qingdao: a consortium goes from a draft on a phone to the public register', async ({ browser }) => {
  test.setTimeout(480_000);
  const [leadParty, ...members] = qingdao as [Party, ...Party[]];
  const name = `示例旅程琥珀部件${TRY}创新联合体`;
  const lead = await ownPage(browser, PHONE);
  await signUp(lead, leadParty);
  await registerOrganization(lead, leadParty);
  const id = await draftFiling(lead, 'pol_qingdao-2025', name, 'qd-equipment');

  const pages: Page[] = [];
  for (const party of members) {
    const link = await invite(lead, id, party);
    const page = await ownPage(browser, PHONE);
    if (pages.length === 0) await joinByLink(page, party, link);
    else {
      await registered(page, party);
      await post(page, `/api/v1/invitations/${link.split('/').at(-1)}/accept`, {});
    }
    pages.push(page);
  }
  const [first, ...others] = pages as [Page, ...Page[]];
  await first.goto(`/apply/filings/${id}/sign-as-member`);
  await isClean(first);
  await bothClean(lead, null, id);

  await test.step('one member refuses first, and the filing cannot be submitted', async () => {
    await refuse(first, id, '收益分配还要再议');
    for (const page of others) await sign(page, id);
    await lead.goto(`/apply/filings/${id}/submit`);
    await expect(lead.locator('button.main[form=send]')).toHaveCount(0);
    await expect(lead.getByText(members[0]?.name ?? '').first()).toBeVisible();
  });

  await test.step('then all have signed, and the lead submits', async () => {
    await sign(first, id);
    await submit(lead, id);
  });

  const clerk = await ownPage(browser, DESK);
  await signIn(clerk, 'clerk', '/admin');
  const director = await ownPage(browser, DESK);
  await signIn(director, 'director', '/admin');
  await isClean(clerk);
  await bothClean(lead, clerk, id);

  await test.step('the clerk requests a correction and the lead answers', async () => {
    await act(clerk, id, 'request_correction', async (dialog) => {
      await dialog.locator('select').first().selectOption('unclear');
      await dialog.locator('textarea').first().fill('课题指标不可测，请写明检测方法和数值。');
    });
    await lead.goto(`/apply/filings/${id}`);
    await expect(lead.getByText('课题指标不可测').first()).toBeVisible();
    await bothClean(lead, clerk, id);
    await lead.locator('#answer-1').fill('检测方法和数值见协议附件二。');
    await lead.getByRole('button', { name: '保存答复' }).click();
    await expect(lead.getByText('已补正或答复 1 / 1 项')).toBeVisible();
    await submit(lead, id);
  });

  await test.step('accepted, reviewed, approved, published', async () => {
    await act(clerk, id, 'accept');
    await bothClean(lead, clerk, id);
    await act(clerk, id, 'start_review');
    await bothClean(lead, clerk, id);
    await act(clerk, id, 'conclude_review', async (dialog) => {
      await dialog.locator('textarea[name=opinion]').fill('目标明确、分工合理，建议备案。');
    });
    await bothClean(lead, director, id);
    await act(director, id, 'approve', because('同意备案，予以公示。'));
    await bothClean(lead, clerk, id);
    const visitor = await ownPage(browser, PHONE);
    await visitor.goto('/notices');
    await expect(visitor.getByText(name)).toBeVisible();
    await isClean(visitor);
  });

  await test.step('publicity closed, registered', async () => {
    await act(clerk, id, 'close_publicity');
    await act(clerk, id, 'register');
    await bothClean(lead, clerk, id);
  });

  await test.step('the public finds it by two characters and verifies its number', async () => {
    const visitor = await ownPage(browser, PHONE);
    await visitor.goto('/consortia?q=琥珀');
    await visitor.getByRole('link', { name }).click();
    await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(name);
    await isClean(visitor);
    const number = (await visitor.locator('.mark-box b').textContent())?.trim() ?? '';
    expect(number).toMatch(/^示联备〔\d{4}〕\d{4}号$/);
    await visitor.goto('/verify');
    await visitor.locator('input[name=number]').fill(number);
    await visitor.locator('input[name=number]').press('Enter');
    await expect(visitor.getByText(name).first()).toBeVisible();
    await expect(visitor.getByText(number).first()).toBeVisible();
    await isClean(visitor);
  });
});

const luoyang = parties(32, '410305', [
  undefined,
  'upstream',
  'upstream',
  'midstream',
  'midstream',
  'downstream',
  'downstream',
  'academic',
  'academic',
  'academic',
  'academic',
]);

test('Luoyang: the same with ten members, and the district recommends first', async ({ browser }) => {
  test.setTimeout(480_000);
  const [leadParty, ...members] = luoyang as [Party, ...Party[]];
  const name = `示例旅程牡丹轴承${TRY}创新联合体`;
  const lead = await ownPage(browser, PHONE);
  await signUp(lead, leadParty);
  await registerOrganization(lead, leadParty);
  const id = await draftFiling(lead, 'pol_luoyang-2025', name, 'ly-open');
  for (const party of members) {
    // Registered before it is invited: it sees the filing at once, without the link.
    const page = await ownPage(browser, PHONE);
    await registered(page, party);
    await invite(lead, id, party);
    await page.goto('/apply');
    await expect(page.getByText(name).first()).toBeVisible();
    await page.context().storageState({ path: `${test.info().outputPath()}-${party.uscc}.json` });
    await page.context().close();
  }
  for (const party of members) {
    const context = await browser.newContext({
      viewport: PHONE,
      storageState: `${test.info().outputPath()}-${party.uscc}.json`,
    });
    const page = await context.newPage();
    await sign(page, id);
    await context.close();
  }
  await submit(lead, id);

  const clerk = await ownPage(browser, DESK);
  await signIn(clerk, 'clerk', '/admin');
  await clerk.goto(`/admin/filings/${id}`);
  await expect(clerk.locator('form[action="?/accept"]')).toHaveCount(0);

  const recommender = await ownPage(browser, DESK);
  await signIn(recommender, 'recommender', '/admin');
  await bothClean(lead, recommender, id);
  await act(recommender, id, 'recommend', because('同意推荐，已现场核实。'));
  await bothClean(lead, clerk, id);

  const director = await ownPage(browser, DESK);
  await signIn(director, 'director', '/admin');
  await act(clerk, id, 'accept');
  await act(clerk, id, 'start_review');
  await act(clerk, id, 'conclude_review', async (dialog) => {
    await dialog.locator('textarea[name=opinion]').fill('符合条件，建议备案。');
  });
  await act(director, id, 'approve', because('同意备案。'));
  await act(clerk, id, 'close_publicity');
  await act(clerk, id, 'register');

  const visitor = await ownPage(browser, PHONE);
  await visitor.goto('/consortia?q=牡丹');
  await visitor.getByRole('link', { name }).click();
  await expect(visitor.locator('.mark-box b')).toHaveText(/^示洛联备〔\d{4}〕\d{4}号$/);
});
