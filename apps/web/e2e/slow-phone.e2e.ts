import { expect, test, type Browser, type Page } from '@playwright/test';
import { PHONE, signUp } from './journeys/accounts.ts';
import { startFiling } from './journeys/drafting.ts';
import { anOrganization, registerOrganization } from './journeys/organizations.ts';
import { crowding, keysToPaint, median, opened, p95, slowed } from './journeys/slow-phone.ts';

test.use({ serviceWorkers: 'allow' });

const ROUNDS = 5;
const SHOWN_MS = 2000;
const KEY_MS = 100;
const KEY_ROUNDS = 3;

test.describe.configure({ mode: 'serial' });

type State = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

/** Opens a page for the first time on a slow phone, round after round, and says when its content stood there. */
async function firstViews(browser: Browser, path: string, content: string[], state?: State): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext({ ...PHONE, ...(state && { storageState: state }) });
    const page = await context.newPage();
    await slowed(page);
    times.push(await opened(page, path, content));
    await context.close();
  }
  return times;
}

/**
 * The best of some rounds against the limit. Whatever else runs on the machine only ever adds to a time, so the best round is the
 * nearest to what the product takes, and a product that became slower is slower in every one. Where even that one was shared, the
 * limit grows by the smaller of two factors, before and after, by which work took longer than the processor needed for it; on a
 * quiet machine that is 1.
 */
async function within(limit: number, what: string, work: () => Promise<number[]>): Promise<void> {
  const before = crowding();
  const times = await work();
  const shared = Math.max(1, Math.min(before, crowding()));
  const best = Math.min(...times);
  const said = `best ${best.toFixed(0)} ms, median ${median(times).toFixed(0)} ms, machine shared ${shared.toFixed(2)}`;
  test.info().annotations.push({ type: what, description: said });
  process.stdout.write(`${what}: ${times.map((each) => each.toFixed(0)).join(' ')} ms, ${said}\n`);
  expect(best, `${what}: ${said}`).toBeLessThan(limit * shared);
}

test('On a slow phone and a slow network the register shows its rows within two seconds', async ({ browser }) => {
  test.setTimeout(180_000);
  await within(SHOWN_MS, 'register', () => firstViews(browser, '/consortia', ['main h1', 'main ul.rows > li h3']));
});

test.describe('With forty members', () => {
  let state: State;
  let id = '';

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(180_000);
    const page = await (await browser.newContext(PHONE)).newPage();
    await signUp(page, '示例慢手机');
    await registerOrganization(page, anOrganization('示例慢手机企业'));
    id = await startFiling(page);
    const members = Array.from({ length: 40 }, (_, n) => {
      const { uscc, name } = anOrganization(`示例成员${n}号有限公司`);
      return { uscc, name, kind: 'enterprise', chainPosition: 'upstream', duties: `承担第 ${n + 1} 项任务` };
    });
    const answer = await page.request.post(`/api/v1/filings/${id}/members/batch`, {
      data: { members },
      headers: { origin: new URL(page.url()).origin },
    });
    expect(answer.status()).toBe(201);
    state = await page.context().storageState();
  });

  test('the first step shows its fields within two seconds', async ({ browser }) => {
    test.setTimeout(180_000);
    await within(SHOWN_MS, 'first step', () =>
      firstViews(browser, `/apply/filings/${id}/basics`, ['main h1', 'main input[name="consortiumName"]'], state),
    );
  });

  for (const { step, field } of [
    { step: 'basics', field: 'textarea[name="summary"]' },
    { step: 'members', field: '#invite textarea' },
    { step: 'duties', field: '#step textarea >> nth=20' },
  ] as const)
    test(`typing in the step ${step} shows each key within a tenth of a second, in 95 of 100`, async ({ browser }) => {
      test.setTimeout(180_000);
      const context = await browser.newContext({ ...PHONE, storageState: state });
      const page = await context.newPage();
      await page.goto(`/apply/filings/${id}/${step}`);
      await page.waitForLoadState('networkidle');
      await slowed(page);
      await within(KEY_MS, `keys in ${step}`, async () => {
        const rounds: number[] = [];
        for (let round = 0; round < KEY_ROUNDS; round += 1)
          rounds.push(
            p95(await keysToPaint(page, page.locator(field).first(), 'lianhe gongguan renwu fenjie yu anpai ')),
          );
        return rounds;
      });
      await context.close();
    });
});
