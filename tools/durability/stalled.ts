import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aUscc } from '../../packages/domain/src/identifiers/testing.ts';
import { Miniflare, NoOpLog } from '../miniflare.ts';
import { claimPort, webWorker } from '../serving.ts';
import { signUp } from './calls.ts';
import { kill, start } from './runtime.ts';

const FORM = '/apply/organizations/new';

// The pages reach the API through this, so that the one may stand still while the other goes on.
const FORWARDING = `export default { fetch(request, env) {
  const url = new URL(request.url);
  return fetch(new Request(env.API_AT + url.pathname + url.search, request));
} }`;

/** The pages in a runtime of their own. */
async function pages(port: number, apiAt: string) {
  const manifest = {
    mainModule: 'api.js',
    modulesRoot: '/',
    modules: { 'api.js': { type: 'esm', contents: FORWARDING } },
  };
  const web = webWorker({ ENVIRONMENT: 'demo' });
  const { compatibilityDate, compatibilityFlags } = web.config;
  const env = { API_AT: { type: 'text', value: apiAt } };
  const runtime = new Miniflare({
    port,
    host: '127.0.0.1',
    cf: false,
    logRequests: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    log: new NoOpLog(),
    handleStructuredLogs: () => undefined,
    workers: [
      web,
      {
        config: {
          name: 'api',
          compatibilityDate,
          compatibilityFlags,
          manifest,
          env,
          triggers: [{ type: 'fetch', pattern: '*/api/*' }],
        },
      },
    ],
  });
  await runtime.ready;
  return runtime;
}

type Page = { status: number; text: string; ms: number };

/** Sends a form as a browser without script does. */
async function sendForm(url: string, cookie: string, fields: Record<string, string>): Promise<Page> {
  const startedAt = performance.now();
  const answer = await fetch(url + FORM, {
    method: 'POST',
    headers: { Accept: 'text/html', Origin: url, Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    redirect: 'manual',
  });
  return { status: answer.status, text: await answer.text(), ms: performance.now() - startedAt };
}

const keyIn = (page: string): string =>
  /name="key"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? /value="([^"]+)"[^>]*name="key"/.exec(page)?.[1] ?? '';

/**
 * Somebody sends a form while the database hangs for so many seconds of real time: API and database stand still (SIGSTOP), the
 * pages go on. What the page says meanwhile, and what there is when the same form was sent again.
 */
export async function stalledDatabase(seconds: number): Promise<{ faults: string[]; lines: string[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianchuang-stalled-'));
  const port = await claimPort(0);
  const url = `http://localhost:${port}`;
  const running = await start(dataDir, { origin: url });
  const web = await pages(port, running.serving.url);
  const faults: string[] = [];
  const expect = (held: boolean, fault: string) => void (held || faults.push(fault));
  const stop = () => running.pids.forEach((pid) => process.kill(pid, 'SIGSTOP'));
  const goOn = () => running.pids.forEach((pid) => process.kill(pid, 'SIGCONT'));
  try {
    const cookie = await signUp({ url }, '停顿测试人');
    const first = await (await fetch(url + FORM, { headers: { Cookie: cookie } })).text();
    const key = keyIn(first);
    expect(key !== '', 'the form has no key');
    const fields = {
      key,
      uscc: aUscc({ serial: 77 }),
      name: '停顿示例单位',
      kind: 'enterprise',
      province: '370000',
      prefecture: '370200',
      county: '370202',
    };
    stop();
    const stalledAt = performance.now();
    const during = await sendForm(url, cookie, fields);
    expect(during.status === 504, `the page answered ${during.status} during the stall`);
    expect(during.text.includes('尚未确认'), 'the page did not say that nothing is confirmed yet');
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, seconds * 1000 - (performance.now() - stalledAt))));
    const stalledFor = (performance.now() - stalledAt) / 1000;
    goOn();
    const after = await sendForm(url, cookie, fields);
    const again = await sendForm(url, cookie, fields);
    expect(after.status === 303, `sent again it was answered ${after.status}`);
    expect(again.status === 303, `sent a third time it was answered ${again.status}`);
    const database = await running.serving.runtime.getD1Database('DB', 'api');
    const count = async (sql: string) => Number((await database.prepare(sql).all<{ n: number }>()).results[0]?.n);
    const rows = await count(`SELECT count(*) AS n FROM organizations WHERE name = '停顿示例单位'`);
    const events = await count(`SELECT count(*) AS n FROM events WHERE action = 'organization.register'`);
    const receipts = await count('SELECT count(*) AS n FROM idempotency');
    expect(rows === 1 && events === 1 && receipts === 1, `${rows} rows, ${events} events, ${receipts} receipts`);
    return {
      faults,
      lines: [
        `a form sent to a database that hung for ${stalledFor.toFixed(0)} s: after ${(during.ms / 1000).toFixed(0)} s the page said that nothing is confirmed yet (${during.status}); sent twice more under its key: ${after.status}, ${again.status}; rows ${rows}, events ${events}, receipts ${receipts}`,
      ],
    };
  } finally {
    goOn();
    await web.dispose();
    await kill(running);
    rmSync(dataDir, { recursive: true, force: true });
  }
}
