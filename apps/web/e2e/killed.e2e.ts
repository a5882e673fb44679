import { expect, test, type Page } from '@playwright/test';
import { dice } from '../../../tools/dice.ts';
import { anOwnServer } from '../../../tools/durability/own-server.ts';
import { lead, readyCase } from './admin/cases.ts';
import { PASSWORD, PHONE } from './journeys/accounts.ts';
import { sha256 } from './journeys/photos.ts';

test.use({ serviceWorkers: 'allow' });

type Server = Awaited<ReturnType<typeof anOwnServer>>;
/** What the kill found: nothing written yet, written without an answer, or too late to cut anything off. */
type End = 'unwritten' | 'written' | 'answered';
type Filing = {
  status: string;
  contentHash: string;
  receipts: { number: string; contentHash: string }[];
  members: { signature?: unknown }[];
  attachments: { name: string; state: string; sha256: string; content: string }[];
};

let server: Server;
let page: Page;
/** By this time after the press an answer has been seen: later kills cut nothing off. */
let answeredByMs = 0;
const RANDOM_KILLS = 6;

const send = () => page.locator('button.main[form=send]');
const sent = () => page.getByRole('heading', { name: '已提交' });
const offline = () => page.getByRole('heading', { name: '现在没有网络' });
const filingOf = async (id: string): Promise<Filing> => (await lead(server.url)).get<Filing>(`/filings/${id}`);
const FILES = 2;

/** The files as the filing names them, each with the hash of the bytes that the server hands out. */
async function filesOf({ attachments }: Filing) {
  const caller = await lead(server.url);
  return Promise.all(
    attachments.map(async ({ name, state, sha256: told, content }) => ({
      name,
      state,
      told,
      served: sha256(await caller.bytes(content)),
    })),
  );
}

async function openLastStep(id: string): Promise<void> {
  await page.goto(`${server.url}/apply/filings/${id}/submit`);
  await page.waitForLoadState('networkidle');
  await page.locator('#confirmed').check();
}

/** Presses, has the server killed by `strike`, starts it again and does what a person does: looks, and presses again where it is not sent. */
async function throughTheKill(name: string, strike: () => Promise<void>): Promise<End> {
  const id = await readyCase(name, { at: server.url, files: FILES });
  const before = await filingOf(id);
  const files = await filesOf(before);
  expect(files.map(({ state, told, served }) => [state, told === served])).toEqual(
    Array(FILES).fill(['attached', true]),
  );
  await openLastStep(id);
  const struck = strike();
  await send().click({ noWaitAfter: true });
  await struck;
  await server.restart();
  const written = ((await server.submissionOf(id))?.events ?? 0) > 0;
  // The page says how it ended: sent, or an alert and everything still there to press once more.
  await expect(sent().or(page.getByRole('alert')).or(offline()).first()).toBeVisible({ timeout: 30_000 });
  // The answer came, and the kill met the page after it: that one is asked for once more.
  if (await offline().isVisible()) {
    await page.getByRole('link', { name: '重试' }).click();
    await expect(sent()).toBeVisible({ timeout: 30_000 });
  }
  const answered = await sent().isVisible();
  if (!answered) {
    await expect(page.locator('#confirmed')).toBeChecked();
    await send().click();
    await expect(sent()).toBeVisible({ timeout: 30_000 });
  }
  expect(await server.submissionOf(id)).toEqual({ events: 1, answers: 1 });
  expect(await server.torn()).toEqual([]);
  const after = await filingOf(id);
  expect({ status: after.status, receipts: after.receipts.length }).toEqual({ status: 'submitted', receipts: 1 });
  // What was signed over, files and all, is what was received.
  expect([after.contentHash, after.receipts[0]?.contentHash]).toEqual([before.contentHash, before.contentHash]);
  expect(await filesOf(after)).toEqual(files);
  expect(after.members).toEqual(before.members);
  const number = after.receipts[0]?.number ?? '';
  await page.getByRole('link', { name: '打开回执' }).first().click();
  await expect(page).toHaveURL(new RegExp(`/receipts/${number}$`));
  await expect(page.getByRole('article', { name: '提交回执' })).toContainText(number);
  return answered ? 'answered' : written ? 'written' : 'unwritten';
}

test.describe('the server is killed while somebody submits: one submission, its receipt shown, nothing missing', () => {
  // One server for all of them, whose port and data stay.
  test.describe.configure({ mode: 'serial', timeout: 360_000 });

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(240_000);
    server = await anOwnServer();
    page = await (await browser.newContext({ ...PHONE, locale: 'zh-CN' })).newPage();
    const data = { email: 'port@partners.demo.example', password: PASSWORD };
    const answer = await page.request.post(`${server.url}/api/auth/sign-in/email`, {
      data,
      headers: { origin: server.url },
    });
    expect(answer.status()).toBe(200);
    const id = await readyCase('示例未断创新联合体', { at: server.url });
    await openLastStep(id);
    const pressedAt = Date.now();
    await send().click();
    await expect(sent()).toBeVisible();
    answeredByMs = Date.now() - pressedAt;
  });
  test.afterAll(async () => {
    await page.context().close();
    await server.remove();
  });

  const held = /\/submit\?\/submit$/;

  test('before anything was written', async () => {
    const end = await throughTheKill('示例写前断电创新联合体', async () => {
      const pressed = page.waitForRequest(held);
      await page.route(
        held,
        async (route) => {
          await server.kill();
          await route.continue();
        },
        { times: 1 },
      );
      await pressed;
      await expect
        .poll(() =>
          page.evaluate(() =>
            fetch('/api/v1/health').then(
              () => 'up',
              () => 'down',
            ),
          ),
        )
        .toBe('down');
    });
    expect(end).toBe('unwritten');
  });

  test('after it was written and before the answer', async () => {
    const end = await throughTheKill('示例写后断电创新联合体', async () => {
      const cut = new Promise<void>((done, failed) => {
        void page.route(
          held,
          async (route) => {
            expect((await route.fetch()).status()).toBe(200);
            await server.kill();
            await route.abort('connectionreset');
          },
          { times: 1 },
        );
        page.once('requestfailed', () => done());
        setTimeout(() => failed(new Error('the answer was not cut off')), 60_000);
      });
      await cut;
    });
    expect(end).toBe('written');
  });

  test('at random moments from the press to the answer', async () => {
    const seed = Date.now() % 100_000;
    const random = dice(seed);
    const moments: string[] = [];
    for (let nth = 1; nth <= RANDOM_KILLS; nth += 1) {
      const ms = Math.round(random() * answeredByMs);
      const end = await throughTheKill(`示例第${nth}次断电创新联合体`, async () => {
        await page.waitForRequest(held);
        await new Promise((resolve) => setTimeout(resolve, ms));
        await server.kill();
      });
      if (end === 'answered') answeredByMs = Math.max(ms, 50);
      moments.push(`${ms} ms: ${end}`);
    }
    test.info().annotations.push({ type: 'kills', description: JSON.stringify({ seed, moments }) });
  });
});
