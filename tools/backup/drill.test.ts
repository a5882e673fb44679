import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { DEMO_PASSWORD } from '../../apps/api/src/demo/accounts.ts';
import { dice } from '../dice.ts';
import { signIn, signUp, type Place } from '../durability/calls.ts';
import { thePartner, Writer } from '../durability/writer.ts';
import { webFolder } from '../paths.ts';
import { run, turbo } from '../run.ts';
import { serve, type Serving } from '../serving.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

const CASES = 100;
const folder = mkdtempSync(join(tmpdir(), 'lianchuang-drill-'));
const [was, is, file] = ['was', 'is', 'kept.backup'].map((name) => join(folder, name)) as [string, string, string];
const open: Serving[] = [];
/** What the office reads, by path, before anything happened. */
const before100 = new Map<string, string>();
let backedUp: Awaited<ReturnType<typeof backUp>>;

async function started(dataDir: string, demoData: boolean): Promise<Serving> {
  const serving = await serve({ port: 0, dataDir, demoData, apiOnly: true });
  open.push(serving);
  return serving;
}
async function stopped(serving: Serving): Promise<void> {
  open.splice(open.indexOf(serving), 1);
  await serving.stop();
}
async function read(place: Place, path: string, cookie = ''): Promise<string> {
  const response = await fetch(`${place.url}/api/v1${path}`, { headers: { Cookie: cookie } });
  const text = await response.text();
  assert.equal(response.status, 200, `${path}: ${text.slice(0, 300)}`);
  return text;
}
const office = (place: Place, role: string) => signIn(place, `${role}@demo.example`, DEMO_PASSWORD);

/** The paths of every case that the office sees and of every registration. */
async function everyCase(place: Place, cookie: string): Promise<string[]> {
  const found: string[] = [];
  for (const list of ['/filings', '/consortia']) {
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '?limit=100' : `?limit=100&cursor=${encodeURIComponent(cursor)}`;
      const page = JSON.parse(await read(place, list + query, cookie)) as {
        items: { id: string }[];
        nextCursor: string | null;
      };
      found.push(...page.items.map(({ id }) => `${list}/${id}`));
      cursor = page.nextCursor;
    }
  }
  return found;
}

before(async () => {
  const { ok, output } = await turbo(['build']);
  assert.ok(ok, output);
});
after(async () => {
  await Promise.all(open.map((each) => each.stop()));
  rmSync(folder, { recursive: true, force: true });
});

test('a backup is taken while eight people write', async () => {
  const serving = await started(was, true);
  const place = { url: serving.url };
  const partner = await thePartner(place);
  const writers = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => new Writer(await signUp(place, `牵头人${n}`), partner)),
  );
  const clerk = await office(place, 'clerk');
  let goesOn = true;
  const first = Promise.all(writers.map((each) => each.work(place, () => goesOn)));
  for (let seen = 0; seen < CASES; await pause(200)) seen = (await everyCase(place, clerk)).length;
  goesOn = false;
  await first;
  await serving.runJobs();

  const random = dice(7);
  const cases = (await everyCase(place, clerk)).toSorted(() => random() - 0.5).slice(0, CASES);
  for (const path of cases) before100.set(path, await read(place, path, clerk));
  assert.equal(before100.size, CASES);

  goesOn = true;
  const before = writers.flatMap((each) => each.calls).length;
  const writing = Promise.all(writers.map((each) => each.work(place, () => goesOn)));
  await pause(500);
  backedUp = await backUp(was, file);
  goesOn = false;
  await writing;
  assert.ok(writers.flatMap((each) => each.calls).length > before + 8, 'nobody wrote while the backup was taken');
  await stopped(serving);
});

test('it is put back into an empty folder, and a hundred random cases read as they did', async (t) => {
  const startedAt = performance.now();
  const { facts, aside } = await restore(file, is);
  t.diagnostic(`restored in ${((performance.now() - startedAt) / 1000).toFixed(1)} s: ${JSON.stringify(facts.counts)}`);
  assert.equal(aside, null);
  assert.deepEqual(facts, backedUp);
  // As `start` does it: with the demonstration asked for, which must not take the place of what was restored.
  const serving = await started(is, true);
  const place = { url: serving.url };
  const clerk = await office(place, 'clerk');
  for (const [path, text] of before100) assert.equal(await read(place, path, clerk), text, path);
});

test('the verifier finds nothing wrong with the restored log, and sealing goes on where it stood', async () => {
  const place = { url: open[0]?.url ?? '' };
  const auditor = await office(place, 'auditor');
  const [log, seals] = [join(folder, 'log.ndjson'), join(folder, 'seals.ndjson')];
  const verified = async () => {
    writeFileSync(log, await read(place, '/audit-events/export', auditor));
    const { items } = JSON.parse(await read(place, '/seals?limit=100')) as { items: { size: number }[] };
    writeFileSync(seals, items.map((each) => JSON.stringify(each)).join('\n'));
    const verifier = join(webFolder, 'static/lianchuang-verify.mjs');
    const { ok, output } = await run(process.execPath, [verifier, log, '--seals', seals]);
    assert.ok(ok, output);
    return Math.max(...items.map((each) => each.size));
  };
  const sealed = await verified();
  assert.ok(sealed > CASES);
  await thePartner(place);
  await open[0]?.runJobs();
  assert.ok((await verified()) >= sealed + 5);
});

test('the search index, which is in no backup, finds what it found', async () => {
  const place = { url: open[0]?.url ?? '' };
  const [path = ''] = [...before100.keys()].filter((each) => each.startsWith('/consortia/'));
  const { id, name } = JSON.parse(before100.get(path) ?? '{}') as { id: string; name: string };
  const { items } = JSON.parse(await read(place, `/consortia?q=${encodeURIComponent(name)}`)) as {
    items: { id: string }[];
  };
  assert.ok(items.some((each) => each.id === id));
});

test('a damaged file, or one that is no backup, restores nothing and leaves what is there', async () => {
  const whole = readFileSync(file);
  const damaged = join(folder, 'damaged.backup');
  const middle = Math.floor(whole.length / 2);
  writeFileSync(damaged, Buffer.concat([whole.subarray(0, middle), Buffer.alloc(64, 1), whole.subarray(middle + 64)]));
  await assert.rejects(restore(damaged, was));
  writeFileSync(damaged, 'not a backup');
  await assert.rejects(restore(damaged, was));
  const serving = await started(was, true);
  assert.ok(JSON.parse(await read({ url: serving.url }, '/consortia')));
});
