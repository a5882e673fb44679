import { expect, test, type Page } from '@playwright/test';
import { PHONE, signUp } from './journeys/accounts.ts';
import { openStep, saveAndGoOn, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';

test.use(PHONE);
test.describe.configure({ timeout: 120_000 });

async function newDraft(page: Page, step: string): Promise<string> {
  await signUp(page, '示例申请人');
  await registerOrganization(page, anOrganization('示例申请企业'));
  const id = await startFiling(page);
  await openStep(page, id, step);
  return id;
}

const onServer = async (page: Page, id: string) => (await page.request.get(`/api/v1/filings/${id}`)).json();
const titles = async (page: Page, id: string) =>
  (await onServer(page, id)).topics.map((each: { title: string }) => each.title);

/** The page’s script is at work: before that a press would be one without script. */
const minded = (page: Page) => expect(page.getByText(/已保存到(本机|服务器\s\d\d)/)).toBeVisible();

/** Lets the first of one kind of saving wait on its way; says when it is there, and lets it go on. */
async function holding(page: Page, kind: 'press' | 'quiet') {
  const type = kind === 'press' ? 'application/x-www-form-urlencoded' : 'multipart/form-data';
  const [there, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route('**/*?/save', async (route) => {
    if (!route.request().headers()['content-type']?.startsWith(type)) return route.continue();
    there.resolve();
    await free.promise;
    return route.continue();
  });
  return { there: there.promise, letGo: free.resolve };
}

test('What is typed while a press is on its way is saved as well, though the page goes on to the next step', async ({
  page,
}) => {
  const id = await newDraft(page, 'topics');
  const press = await holding(page, 'press');
  const title = page.getByLabel('课题名称').first();
  await title.fill('按下之前写的');
  await minded(page);
  await saveAndGoOn(page).click();
  await press.there;
  await title.press('End');
  await title.pressSequentially('，按下之后写的');
  await page.getByLabel('目标').first().fill('也在之后');
  press.letGo();
  await page.waitForURL('**/duties');
  await expect.poll(() => titles(page, id)).toEqual(['按下之前写的，按下之后写的']);
  await openStep(page, id, 'topics');
  await expect(title).toHaveValue('按下之前写的，按下之后写的');
  await expect(page.getByText('被别人同时改动')).toHaveCount(0);
});

test('Whoever goes elsewhere while a press is on its way stays there, and the step is saved', async ({ page }) => {
  const id = await newDraft(page, 'topics');
  const press = await holding(page, 'press');
  await page.getByLabel('课题名称').first().fill('按下后去了别处');
  await minded(page);
  await saveAndGoOn(page).click();
  await press.there;
  await page.getByRole('link', { name: '我的申请' }).first().click();
  await page.waitForURL('**/apply');
  press.letGo();
  await expect.poll(() => titles(page, id)).toEqual(['按下后去了别处']);
  await page.waitForTimeout(1000);
  expect(new URL(page.url()).pathname).toBe('/apply');
  await expect(page.getByText('待同步')).toHaveCount(0);
});

test('What is typed while a press is on its way stays when the press is refused', async ({ page }) => {
  const id = await newDraft(page, 'basics');
  const press = await holding(page, 'press');
  await page.getByLabel('拟定有效期').fill('三年');
  await minded(page);
  await saveAndGoOn(page).click();
  await press.there;
  await page.getByLabel('简介').fill('按下之后写的简介');
  press.letGo();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByLabel('简介')).toHaveValue('按下之后写的简介');
  await expect(page.getByLabel('拟定有效期')).toHaveValue('三年');
  await expect.poll(async () => (await onServer(page, id)).summary).toBe('按下之后写的简介');
});

test('A press goes on to the next step though what waited of another step arrives meanwhile and the page is read again', async ({
  page,
}) => {
  const id = await newDraft(page, 'basics');
  await page.route('**/basics?/save', (route) => route.abort());
  await page.getByLabel('简介').fill('断网时写的简介');
  await expect(page.getByText(/已保存到本机/)).toBeVisible();
  const [older, next] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.unroute('**/basics?/save');
  await page.route('**/basics?/save', (route) => older.promise.then(() => route.continue()));
  await page.route('**/duties/__data.json*', (route) => next.promise.then(() => route.continue()));
  const waits = page.waitForRequest('**/basics?/save');
  await openStep(page, id, 'topics');
  await waits;
  await page.getByLabel('课题名称').first().fill('按下保存并继续');
  const going = page.waitForRequest('**/duties/__data.json*');
  await saveAndGoOn(page).click();
  await going;
  const answers = page.waitForResponse('**/api/v1/me');
  older.resolve();
  await answers;
  await page.waitForTimeout(500);
  next.resolve();
  await page.waitForURL('**/duties');
  const { summary, topics } = await onServer(page, id);
  expect([summary, topics[0].title]).toEqual(['断网时写的简介', '按下保存并继续']);
});

test('A press waits for what is on its way already, and no row comes twice', async ({ page }) => {
  const id = await newDraft(page, 'topics');
  const quiet = await holding(page, 'quiet');
  const title = page.getByLabel('课题名称').first();
  await title.fill('自动保存的课题');
  await quiet.there;
  await title.pressSequentially('，接着写');
  await saveAndGoOn(page).click();
  await page.waitForTimeout(1000);
  quiet.letGo();
  await page.waitForURL('**/duties');
  expect(await titles(page, id)).toEqual(['自动保存的课题，接着写']);
  await page.waitForTimeout(1000);
  expect(await titles(page, id)).toEqual(['自动保存的课题，接着写']);
});

test('A press that the server could not take keeps every word, takes nothing back and is tried again by itself', async ({
  page,
}) => {
  const id = await newDraft(page, 'statements');
  const declared = async () => Object.values((await onServer(page, id)).declarations);
  const field = page.locator('#step textarea').first();
  await field.fill('已经保存的说明');
  await expect.poll(declared).toEqual(['已经保存的说明']);
  let refused = 0;
  await page.route('**/statements?/save', (route) => {
    refused += 1;
    if (refused > 1) return route.continue();
    const data = '[{"version":1,"base":2,"problem":3},0,"",{"code":4,"title":5,"status":6},"unavailable","503",503]';
    const body = JSON.stringify({ type: 'failure', status: 503, data });
    return route.fulfill({ contentType: 'application/json', body });
  });
  await field.fill('按下时写的说明');
  await saveAndGoOn(page).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(field).toHaveValue('按下时写的说明');
  await expect.poll(declared, { timeout: 15_000 }).toEqual(['按下时写的说明']);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.reload();
  await expect(field).toHaveValue('按下时写的说明');
});
