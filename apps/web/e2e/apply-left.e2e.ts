import { expect, test, type Page, type Route } from '@playwright/test';
import { PHONE, signUp } from './journeys/accounts.ts';
import { openStep, startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';

test.use(PHONE);
test.describe.configure({ timeout: 120_000 });

async function newDraft(page: Page): Promise<string> {
  await signUp(page, '示例申请人');
  await registerOrganization(page, anOrganization('示例申请企业'));
  return startFiling(page);
}

const summary = (page: Page) => page.getByLabel('简介');
const onServer = async (page: Page, id: string) =>
  ((await (await page.request.get(`/api/v1/filings/${id}`)).json()) as { summary: string | null }).summary;
const step = (page: Page, name: string) => page.locator(`a[href$="/${name}"]`).first();

/** The server takes it and the answer is lost. */
async function loseAnswer(route: Route): Promise<void> {
  await route.fetch();
  await route.abort();
}

test('Whoever comes back to a step whose last words are not answered yet goes on in them, and the newest stand', async ({
  page,
}) => {
  const id = await newDraft(page);
  const sent: string[] = [];
  await page.route('**/basics?/save', async (route) => {
    const body = route.request().postData() ?? '';
    sent.push(body.includes('后来的') ? 'later' : 'first');
    if (sent.length === 1) return loseAnswer(route);
    return body.includes('后来的') ? route.abort() : route.continue();
  });
  await page.waitForLoadState('networkidle');
  await summary(page).fill('先写的简介');
  await step(page, 'topics').click();
  await page.waitForURL('**/topics');
  await expect.poll(() => sent).toEqual(['first']);
  await step(page, 'basics').click();
  await page.waitForURL('**/basics');
  await expect(summary(page)).toHaveValue('先写的简介');
  await summary(page).fill('后来的简介');
  await expect.poll(() => sent.filter((each) => each === 'first').length).toBeGreaterThan(1);
  await expect.poll(() => sent).toContain('later');
  await page.waitForTimeout(1500);
  await openStep(page, id, 'topics');
  await page.unroute('**/basics?/save');
  await openStep(page, id, 'basics');
  await expect(summary(page)).toHaveValue('后来的简介');
  await expect.poll(() => onServer(page, id)).toBe('后来的简介');
  await expect(page.getByText('被别人同时改动')).toHaveCount(0);
});

test('A step that the server refuses altogether and somebody left is named to the person', async ({
  page,
  context,
}) => {
  await newDraft(page);
  await page.route('**/basics?/save', (route) => {
    const data =
      '[{"typed":1,"version":3,"base":4,"problem":5},{"summary":2},"写了的简介",0,"{}",{"code":6,"title":7,"status":8},"forbidden","403",403]';
    const body = JSON.stringify({ type: 'failure', status: 403, data });
    return route.fulfill({ contentType: 'application/json', body });
  });
  await page.waitForLoadState('networkidle');
  await summary(page).fill('写了的简介');
  await expect(page.getByText('已保存到本机，待同步')).toBeVisible();
  await page.waitForResponse('**/basics?/save');
  await step(page, 'topics').click();
  await page.waitForURL('**/topics');
  await context.setOffline(true);
  await context.setOffline(false);
  await expect(page.getByRole('complementary', { name: '网络和同步' }).getByRole('link')).toContainText('基本情况');
});

test('What was sent just before a reload is not in dispute with what is typed at once after it', async ({ page }) => {
  const id = await newDraft(page);
  const taken = Promise.withResolvers<void>();
  await page.route('**/basics?/save', (route) => loseAnswer(route).then(taken.resolve), { times: 1 });
  await page.waitForLoadState('networkidle');
  await summary(page).fill('先写的简介');
  await taken.promise;
  const comes = Promise.withResolvers<void>();
  await page.route('**/_app/**/*.js', (route) => comes.promise.then(() => route.continue()));
  await page.reload({ waitUntil: 'commit' });
  await expect(summary(page)).toHaveValue('先写的简介');
  await summary(page).fill('后来的简介');
  comes.resolve();
  await expect.poll(() => onServer(page, id)).toBe('后来的简介');
  await expect(page.getByText('被别人同时改动')).toHaveCount(0);
  await expect(summary(page)).toHaveValue('后来的简介');
});
