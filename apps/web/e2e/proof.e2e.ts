import { expect, request, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expectClean, sitDown } from './admin/desk.ts';
import { TAMPERS, type Row } from './proof/tampers.ts';

const baseURL = process.env.BASE_URL ?? '';
const VERIFIER = new URL('../static/lianchuang-verify.mjs', import.meta.url);
const run = promisify(execFile);

type Seal = { size: number; root: string };
type Export = {
  signed: { text: string; hash: string } | null;
  events: Row[];
  seal: Seal | null;
  heads: { subject: string; hash: string }[];
};
type Verdict = { findings: string[]; events: number; sealed: number };
type Verifier = {
  verifyCase(file: unknown, known?: { root?: string; heads?: Record<string, string> }): Verdict;
  verifyLog(lines: Iterable<Row>, seals: readonly Seal[]): Promise<Verdict>;
};
const verifier = async () => (await import(VERIFIER.href)) as Verifier;

async function callAs(account: string | null) {
  const context = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } });
  if (account !== null) {
    const data = { email: `${account}@demo.example`, password: 'lianchuang-demo' };
    expect((await context.post('/api/auth/sign-in/email', { data })).status()).toBe(200);
  }
  return {
    json: async <T>(path: string) => (await (await context.get(`/api/v1${path}`)).json()) as T,
    lines: async (path: string) =>
      (await (await context.get(`/api/v1${path}`)).text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Row),
  };
}
const allSeals = async () => (await (await callAs(null)).json<{ items: Seal[] }>('/seals?limit=100')).items;
/** The rows that lie under a published root: what came since cannot be proven yet. */
async function sealedLog(account = 'auditor') {
  const rows = await (await callAs(account)).lines('/audit-events/export');
  const seals = await allSeals();
  const size = Math.max(...seals.map((seal) => seal.size));
  return { rows: rows.slice(0, size), seals: seals.filter((seal) => seal.size <= size) };
}

test('every row of the log: altered, removed, inserted, reordered or cut off there, it is found', async () => {
  test.setTimeout(300_000);
  const { verifyLog } = await verifier();
  const { rows, seals } = await sealedLog();
  expect(rows.length).toBeGreaterThan(400);
  expect(await verifyLog(rows, seals)).toMatchObject({ findings: [], events: rows.length });
  const missed: string[] = [];
  for (let at = 0; at < rows.length; at += 1)
    for (const [name, tamper] of Object.entries(TAMPERS))
      if ((await verifyLog(tamper(rows, at), seals)).findings.length === 0) missed.push(`${name} ${at}`);
  expect(missed).toEqual([]);
});

test('the same for a case, as the office and as the public download it', async () => {
  const { verifyCase } = await verifier();
  const visitor = await callAs(null);
  const { items } = await visitor.json<{ items: { id: string }[] }>('/consortia?limit=3');
  const clerk = await callAs('clerk');
  const filings = await clerk.json<{ items: { id: string }[] }>('/filings?limit=10');
  const files = await Promise.all([
    ...items.map(({ id }) => visitor.json<Export>(`/consortia/${id}/export`)),
    ...filings.items.map(({ id }) => clerk.json<Export>(`/filings/${id}/export`)),
  ]);
  const missed: string[] = [];
  for (const file of files) {
    expect(verifyCase(file).findings).toEqual([]);
    for (let at = 0; at < file.events.length; at += 1)
      for (const [name, tamper] of Object.entries(TAMPERS))
        if (verifyCase({ ...file, events: tamper(file.events, at) }).findings.length === 0)
          missed.push(`${name} ${file.events[at]?.subject} ${at}`);
  }
  expect(missed).toEqual([]);
});

test('who also cuts the heads off is caught by the fingerprint on the case’s own page', async () => {
  const { verifyCase } = await verifier();
  const clerk = await callAs('clerk');
  const { items } = await clerk.json<{ items: { id: string }[] }>('/filings?limit=1');
  const file = await clerk.json<Export>(`/filings/${items[0]?.id}/export`);
  const heads = Object.fromEntries(file.heads.map(({ subject, hash }) => [subject, hash]));
  const events = file.events.filter(({ subject }) => subject === items[0]?.id).slice(0, -1);
  const last = events.at(-1);
  const cut = { ...file, events, heads: [{ subject: last?.subject, version: last?.version, hash: last?.hash }] };
  expect(verifyCase(cut).findings).toEqual([]);
  expect(verifyCase(cut, { heads }).findings).not.toEqual([]);
});

test('an exchanged word of the agreement is found, with its own hash or with a new one', async () => {
  const { verifyCase } = await verifier();
  const clerk = await callAs('clerk');
  const { items } = await clerk.json<{ items: { id: string }[] }>('/filings?limit=5');
  for (const { id } of items) {
    const file = await clerk.json<Export>(`/filings/${id}/export`);
    const text = (file.signed?.text ?? '').replace('统筹', '协助').concat(' ');
    const hash = createHash('sha256').update(text).digest('hex');
    expect(verifyCase({ ...file, signed: { ...file.signed, text } }).findings.join()).toContain(
      'does not have its hash',
    );
    expect(verifyCase({ ...file, signed: { ...file.signed, text, hash } }).findings.join()).toContain('another text');
  }
});

test('a later root that was exchanged with all its rows does not continue the one known before', async () => {
  const { verifyLog } = await verifier();
  const { rows, seals } = await sealedLog();
  const [first] = seals.toReversed();
  const other = seals.map((seal) => (seal === first ? { ...seal, root: '0'.repeat(64) } : seal));
  expect((await verifyLog(rows, other)).findings.join()).toContain('published root');
});

test('a visitor downloads record and verifier from the pages and runs it: nothing wrong; one letter changed: named', async ({
  page,
}) => {
  await page.goto('/consortia');
  await page.locator('main a[href*="/consortia/con_"]').first().click();
  const [record] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载可核验的记录' }).click(),
  ]);
  await page.getByRole('link', { name: '怎样核验' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('存证与核验');
  const [tool] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'lianchuang-verify.mjs' }).click(),
  ]);
  const root = ((await page.locator('.seals .root').first().textContent()) ?? '').replaceAll(' ', '');
  const folder = mkdtempSync(join(tmpdir(), 'lianchuang-proof-'));
  try {
    const file = join(folder, 'record.json');
    const script = join(folder, 'lianchuang-verify.mjs');
    await record.saveAs(file);
    await tool.saveAs(script);
    const good = await run(process.execPath, [script, file, '--root', root]);
    expect(good.stdout).toMatch(/^\d+ events, \d+ sealed, 0 findings/);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/("salt":"[0-9a-f]+","action":"filing\.)register"/, '$1registes"'),
    );
    const bad = await run(process.execPath, [script, file, '--root', root]).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(bad).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/content is not the one committed to/) as string,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the page of roots needs no script, has no violations and fits a phone', async ({ browser }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ baseURL, colorScheme, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto('/transparency');
    await expect(page.locator('.seals li').first()).toContainText('条记录');
    await expectClean(page);
    await context.close();
  }
});

test('a case page says how much of its history is sealed', async ({ page }) => {
  await sitDown(page, 'clerk');
  await page.goto('/admin');
  await page.locator('.console-table tbody th a').first().click();
  await expect(page.locator('#proof')).toContainText('条业务记录');
  await expect(page.locator('#proof .code')).toHaveText(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
});
