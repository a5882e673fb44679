import { open } from '@lianchuang/db/client';
import { insertConsortium } from '@lianchuang/db/consortia/write';
import type { ConsortiumRecord } from '@lianchuang/db/consortia/read';
import { aConsortium, arrange } from '@lianchuang/db/testing/records';
import { beforeEach, expect, it } from 'vitest';
import { anApp, went } from '../../test/app-under-test.ts';
import { setClock } from '../platform/clock.ts';
import { forgetPublicReads } from './public-reads.ts';

const app = anApp({ PUBLIC_READ_SECONDS: '10' });
const db = open(app.env.DB, app.env.SEARCH);
const START = Date.UTC(2026, 10, 22, 2);
const asked = (headers: Headers) => Number(/queries=(\d+)/.exec(headers.get('Server-Timing') ?? '')?.[1]);
type Page = { items: { name: string }[] };
const names = async (path = '/consortia') => went(await app.get<Page>(path)).items.map(({ name }) => name);
const registered = (name: string) => {
  const one = { summary: null, ...aConsortium({ name }) } as ConsortiumRecord;
  return arrange(db, [...insertConsortium(db, one, [], START)]);
};

beforeEach(async () => {
  forgetPublicReads();
  setClock(START);
  for (const table of ['consortium_listings', 'consortium_facets', 'consortia'])
    await db.d1.prepare(`DELETE FROM ${table}`).run();
  await registered('甲联合体');
});

it('an answer that is the same for everybody is told again for ten seconds without asking the database', async () => {
  const first = await app.get('/consortia');
  expect(asked(first.headers)).toBeGreaterThan(0);
  expect(first.headers.get('Age')).toBeNull();
  setClock(START + 9_999);
  const second = await app.get('/consortia');
  expect(asked(second.headers)).toBe(0);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('Age')).toBe('9');
  for (const name of ['ETag', 'Cache-Control', 'Content-Type', 'Vary', 'Content-Language', 'Content-Security-Policy'])
    expect(second.headers.get(name), name).toBe(first.headers.get(name));
  setClock(START + 10_000);
  expect(asked((await app.get('/consortia')).headers)).toBeGreaterThan(0);
});

it('who has the kept answer already gets 304', async () => {
  const { headers } = await app.get('/consortia');
  const again = await app.get('/consortia', { 'If-None-Match': headers.get('ETag') ?? '' });
  expect([again.status, again.text, asked(again.headers)]).toEqual([304, '', 0]);
});

it('a change made through this isolate is read at once, whatever became of it', async () => {
  expect(await names()).toEqual(['甲联合体']);
  await registered('乙联合体');
  expect(await names()).toEqual(['甲联合体']);
  await app.post('/filings/fil_none/actions/register', {});
  expect((await names()).toSorted()).toEqual(['乙联合体', '甲联合体']);
});

it('a step before anything is published changes what is counted, and nothing else is read anew', async () => {
  const statistics = () => app.get('/statistics/consortia');
  await names();
  await statistics();
  expect(asked((await statistics()).headers)).toBe(0);
  await app.post('/filings/fil_none/actions/submit', {});
  expect(asked((await app.get('/consortia')).headers)).toBe(0);
  expect(asked((await statistics()).headers)).toBeGreaterThan(0);
});

it('each public answer says whether memory gave it, and no other answer does', async () => {
  const said = async (path: string) => (await app.get(path)).headers.get('Cache-Status');
  expect([await said('/consortia'), await said('/consortia')]).toEqual(['lianchuang; fwd=miss', 'lianchuang; hit']);
  for (const path of ['/me', '/filings', '/consortia/con_none'])
    expect([await said(path), await said(path)]).toEqual([null, null]);
});

it('a registration that was revoked elsewhere is read as revoked everywhere within a minute', async () => {
  const one = { summary: null, ...aConsortium({ name: '丙联合体' }) } as ConsortiumRecord;
  await arrange(db, [...insertConsortium(db, one, [], START)]);
  const path = `/consortia/${one.id}`;
  const status = async () => went(await app.get<{ status: string }>(path)).status;
  expect(await status()).toBe('in_force');
  // Through another isolate: this one is not told.
  await db.d1.prepare(`UPDATE consortia SET status = 'revoked' WHERE id = ?`).bind(one.id).run();
  expect(await status()).toBe('in_force');
  const { headers } = await app.get(path);
  const promised = [...(headers.get('Cache-Control') ?? '').matchAll(/(?:max-age|revalidate)=(\d+)/g)].map(([, n]) =>
    Number(n),
  );
  // What stands in memory, then in a cache outside that may show it once more while it asks.
  const longest = 10 + promised.reduce((sum, each) => sum + each, 0);
  expect(longest).toBeLessThanOrEqual(60);
  setClock(START + 10_000);
  expect(await status()).toBe('revoked');
});

it('what is typed into a draft, and who signs in, makes nobody read the database again', async () => {
  await names();
  await app.request('PATCH', '/filings/fil_none', { body: { summary: '改' } });
  await app.post('/api/auth/sign-in/email', { email: 'nobody@test.example', password: 'not-a-password' });
  expect(asked((await app.get('/consortia')).headers)).toBe(0);
});

it('a read that began before a change is not kept after it', async () => {
  const reading = names();
  await app.post('/filings/fil_none/actions/register', {});
  await reading;
  await registered('乙联合体');
  expect(await names()).toHaveLength(2);
});

it('languages, queries and addresses are kept apart', async () => {
  await names();
  const english = await app.get('/consortia', { 'Accept-Language': 'en' });
  expect([asked(english.headers) > 0, english.headers.get('Content-Language')]).toEqual([true, 'en']);
  expect(asked((await app.get('/consortia?limit=1')).headers)).toBeGreaterThan(0);
});

it('refusals and answers for one person are never kept', async () => {
  for (const path of ['/consortia/con_none', '/consortia?limit=0', '/me', '/consortia?limit=1&limit=1']) {
    const [first, second] = [await app.get(path), await app.get(path)];
    expect([first.status >= 400, second.headers.get('Age'), second.headers.get('Cache-Control')], path).toEqual([
      true,
      null,
      'no-store',
    ]);
  }
});

it('no more than 256 answers are kept, the eldest go first', async () => {
  await names('/consortia?limit=1');
  for (let nth = 0; nth < 256; nth += 1) await app.get(`/consortia?q=%E7%94%B2${nth}`);
  expect(asked((await app.get('/consortia?q=%E7%94%B2255')).headers)).toBe(0);
  expect(asked((await app.get('/consortia?limit=1')).headers)).toBeGreaterThan(0);
});

it('none are kept where the setting says zero', async () => {
  const plain = anApp({ PUBLIC_READ_SECONDS: '0' });
  await plain.get('/consortia');
  expect(asked((await plain.get('/consortia')).headers)).toBeGreaterThan(0);
});
