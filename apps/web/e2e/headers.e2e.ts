import { expect, test, type APIRequestContext, type APIResponse } from '@playwright/test';
import { sitDown } from './admin/desk.ts';

type Item = { id: string; registrationNumber?: string };
const first = async (request: APIRequestContext, path: string): Promise<Item> => {
  const { items } = (await (await request.get(`/api/v1${path}`)).json()) as { items: Item[] };
  expect(items.length, path).toBeGreaterThan(0);
  return items[0] as Item;
};

/** What every page says, whoever asked for it and whatever came of it. */
function isGuarded(answer: APIResponse, path: string): void {
  const headers = answer.headers();
  expect(headers['x-content-type-options'], path).toBe('nosniff');
  expect(headers['referrer-policy'], path).toBe('same-origin');
  expect(headers['x-frame-options'], path).toBe('DENY');
  expect(headers['cross-origin-opener-policy'], path).toBe('same-origin');
  expect(headers['access-control-allow-origin'], path).toBeUndefined();
  expect(headers['cache-control'], path).toMatch(/^(public, max-age=\d+.*|private, no-store|no-store)$/);
  if (!headers['content-type']?.startsWith('text/html')) return;
  expect(headers['content-type'], path).toMatch(/charset=utf-8/i);
  const policy = headers['content-security-policy'] ?? '';
  for (const rule of [
    "default-src 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ])
    expect(policy, path).toContain(rule);
  const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? '';
  expect(scripts, path).not.toMatch(/unsafe|\*|https?:|data:/);
}

test('every public page is guarded, in both languages, refusals and missing pages too', async ({ request }) => {
  const consortium = await first(request, '/consortia');
  const notice = await first(request, '/notices?status=open');
  const pages = [
    '/',
    '/consortia',
    `/consortia/${consortium.id}`,
    '/consortia.csv',
    '/notices',
    `/notices/${notice.id}`,
    `/notices/${notice.id}/objection`,
    '/policies',
    '/policies/pol_qingdao-2025',
    '/check',
    '/verify',
    `/verify/${encodeURIComponent(consortium.registrationNumber ?? '')}`,
    '/transparency',
    '/problems/not-found',
    '/sign-in',
    '/sign-up',
    '/sign-out',
    '/no-such-page',
    '/consortia/con_none',
    '/sign/none',
  ];
  for (const path of [...pages, ...pages.filter((each) => !each.includes('.')).map((each) => `/en${each}`)]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBeLessThan(500);
    isGuarded(answer, path);
  }
});

test('what belongs to somebody is kept nowhere', async ({ page }) => {
  await sitDown(page, 'clerk');
  for (const path of ['/admin', '/admin/filings', '/admin/filings.csv', '/apply', '/sign-out']) {
    const answer = await page.request.get(path);
    isGuarded(answer, path);
    expect(answer.headers()['cache-control'], path).toContain('no-store');
  }
});

test('nothing of the workshop is served', async ({ request }) => {
  for (const path of [
    '/.git/config',
    '/.env',
    '/debug',
    '/wrangler.jsonc',
    '/_worker.js',
    '/package.json',
    '/internal/demo-data',
  ])
    expect((await request.get(path)).status(), path).toBe(404);
});

test('signing out on every device ends the session that another device holds', async ({
  page,
  playwright,
  baseURL,
}) => {
  await sitDown(page, 'outsider');
  const phone = await playwright.request.newContext({
    baseURL: baseURL ?? '',
    extraHTTPHeaders: { origin: baseURL ?? '' },
  });
  const data = { email: 'outsider@demo.example', password: 'lianchuang-demo' };
  expect((await phone.post('/api/auth/sign-in/email', { data })).status()).toBe(200);
  expect((await phone.get('/api/v1/me')).status()).toBe(200);
  await page.goto('/sign-out');
  await page.getByRole('button', { name: '在所有设备上退出' }).click();
  await expect(page).toHaveURL(/\/$/);
  expect((await phone.get('/api/v1/me')).status()).toBe(401);
  expect((await page.request.get('/api/v1/me')).status()).toBe(401);
  await phone.dispose();
});
