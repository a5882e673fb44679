import { expect, request, test, type APIRequestContext } from '@playwright/test';
import { Caller, lead } from './admin/cases.ts';
import { sitDown } from './admin/desk.ts';

const baseURL = process.env.BASE_URL ?? '';
const MOST_PAGES = 150;
const once = `${Date.now()}`.slice(-7);
/** What nobody but the parties may ever read, and what nobody may read unmasked. */
const DRAFT = `金丝雀草稿${once}`;
const PERSON = `金丝雀${once}`;
const CONTACT = `canary-${once}@objector.example`;

async function aVisitor(account: string | null, language = 'zh-CN'): Promise<APIRequestContext> {
  const extraHTTPHeaders = { origin: baseURL, 'accept-language': language };
  const context = await request.newContext({ baseURL, extraHTTPHeaders });
  if (account !== null) {
    const data = { email: `${account}@demo.example`, password: 'lianchuang-demo' };
    expect((await context.post('/api/auth/sign-in/email', { data })).status(), account).toBe(200);
  }
  return context;
}

/** Everything that can be reached by links from the given addresses, each page once. */
async function crawl(context: APIRequestContext, from: readonly string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const waiting = [...from];
  while (waiting.length > 0 && seen.size < MOST_PAGES) {
    const path = waiting.shift() ?? '/';
    if (seen.has(path) || /^\/(en\/)?(sign-out|offline)/.test(path)) continue;
    const answer = await context.get(path);
    const text = await answer.text();
    expect(answer.status(), path).toBeLessThan(500);
    seen.set(path, text + JSON.stringify(answer.headers()));
    for (const [, href = ''] of text.matchAll(/(?:href|src)="([^"#]+)/g)) {
      const url = new URL(href.replaceAll('&amp;', '&'), `${baseURL}${path}`);
      if (url.origin === baseURL && !url.pathname.startsWith('/_app/')) waiting.push(url.pathname + url.search);
    }
  }
  return seen;
}

test.beforeAll(async () => {
  const caller = await lead();
  const me = await caller.get<{ organizations: { id: string }[] }>('/me');
  const draft = await caller.send('/filings', {
    policyId: 'pol_qingdao-2025',
    organizationId: me.organizations[0]?.id,
  });
  const content = {
    consortiumName: DRAFT,
    summary: DRAFT,
    topics: [{ title: DRAFT, objective: DRAFT, indicators: DRAFT }],
    plan: { goals: DRAFT },
  };
  await caller.send(`/filings/${draft.id}`, content, draft.version, 'patch');
  await caller.send(`/filings/${draft.id}/comments`, { pointer: '/summary', text: DRAFT });
  const { items } = await caller.get<{ items: { id: string }[] }>('/notices?status=open');
  const objection = { name: PERSON, contact: CONTACT, reason: '只供测试的异议。' };
  await caller.send(`/notices/${items[0]?.id}/objections`, objection);
});

const READERS: readonly (readonly [string, string | null, readonly string[]])[] = [
  ['a visitor', null, ['/', '/en/', '/consortia', '/notices', '/transparency', '/sitemap.xml']],
  ['an applicant of another case', 'outsider', ['/apply', '/account', '/']],
  ['a member of other cases', 'member', ['/apply', '/account']],
  ['an expert', 'expert', ['/', '/account', '/admin']],
  ['a recommender', 'recommender', ['/admin', '/account']],
  ['a clerk', 'clerk', ['/admin', '/admin/filings', '/admin/notices', '/admin/filings.csv']],
  [
    'an auditor',
    'auditor',
    ['/admin/audit', '/admin/audit/refusals', '/admin/audit/sign-ins', '/admin/filings', '/admin/audit.csv'],
  ],
  ['a system administrator', 'admin', ['/admin', '/account']],
  ['a security administrator', 'security', ['/admin', '/account']],
];
for (const [who, account, from] of READERS)
  test(`${who} finds neither another’s draft nor who objected on any page that links lead to`, async () => {
    test.setTimeout(180_000);
    const pages = await crawl(await aVisitor(account), from);
    expect(pages.size).toBeGreaterThan(3);
    const told = (text: string) =>
      [...pages].filter(([, page]) => page.includes(text)).map(([path]) => path.replaceAll(/fil_\w+/g, 'fil_…'));
    expect(told(CONTACT)).toEqual([]);
    expect(told(PERSON)).toEqual([]);
    // The trail names the lead’s acts, never what stands in the draft.
    expect(told(DRAFT)).toEqual([]);
  });

test('the lead finds the draft: the crawl would see a leak', async () => {
  const context = await aVisitor(null);
  const data = { email: 'port@partners.demo.example', password: 'lianchuang-demo' };
  await context.post('/api/auth/sign-in/email', { data });
  expect([...(await crawl(context, ['/apply'])).values()].some((page) => page.includes(DRAFT))).toBe(true);
});

test('what a cache kept for the public holds no private byte, and signed-in pages are kept nowhere', async () => {
  const [visitor, clerk] = [await aVisitor(null), await aVisitor('clerk')];
  for (const path of ['/', '/consortia', '/notices']) {
    await clerk.get(path);
    const answer = await visitor.get(path);
    expect(await answer.text(), path).not.toContain('示例经办');
  }
  for (const path of ['/admin', '/account', '/apply'])
    expect((await clerk.get(path)).headers()['cache-control'], path).toMatch(/no-store|private/);
});

test('no source map is served', async () => {
  const visitor = await aVisitor(null);
  const page = await (await visitor.get('/sign-in')).text();
  const scripts = [...page.matchAll(/\/_app\/[^"']+\.js/g)].map(([path]) => path);
  expect(scripts.length).toBeGreaterThan(0);
  for (const path of scripts) expect((await visitor.get(`${path}.map`)).status(), path).toBe(404);
});

test('an officer is told who objected after saying why, and the auditor reads that it was told', async ({ page }) => {
  const clerk = await Caller.as('clerk');
  const { items } = await clerk.get<{ items: { id: string }[] }>('/notices?status=open');
  const { items: filings } = await clerk.get<{ items: { id: string; status: string }[] }>(
    '/filings?status=in_publicity&limit=100',
  );
  expect(items.length).toBeGreaterThan(0);
  await sitDown(page, 'clerk');
  let found = false;
  for (const { id } of filings) {
    await page.goto(`/admin/filings/${id}`);
    found = (await page.locator('#objections li').count()) > 0;
    if (found) break;
  }
  expect(found).toBe(true);
  const ours = page.locator('#objections li').filter({ hasText: '只供测试的异议' }).last();
  await expect(ours).toContainText('金***');
  await expect(ours).not.toContainText(CONTACT);
  await ours.getByRole('link', { name: '显示姓名和联系方式' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('查看的理由').fill('电话核实异议内容');
  await dialog.getByRole('button', { name: '记录理由并显示' }).click();
  // What was asked for lies open, not behind the form that asked.
  await expect(dialog).toBeHidden();
  await expect(ours).toContainText(PERSON);
  await expect(ours).toContainText(CONTACT);
  await page.reload();
  await expect(page.locator('#objections')).not.toContainText(CONTACT);
  const auditor = await Caller.as('auditor');
  const trail = await auditor.get<{ items: { action: string; payload: { reason?: string } }[] }>(
    '/audit-events?limit=20',
  );
  expect(trail.items.find(({ action }) => action === 'notice.unmask')?.payload.reason).toBe('电话核实异议内容');
});
