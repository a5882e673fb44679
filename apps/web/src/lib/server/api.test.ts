import { isActionFailure, isHttpError } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { call, createApi, keepAs, toFail, unwrap } from './api.ts';

const problem = { code: 'stale-version', title: '内容已被别人更新', status: 409, detail: '请重新读取。' };

/** A stand-in for the API that remembers what it was asked. */
function answering(body: unknown, init: ResponseInit = {}) {
  const asked: { path: string; method: string; headers: Headers; body: string }[] = [];
  const api = (async (path: string, request: RequestInit) => {
    asked.push({
      path,
      method: request.method ?? '',
      headers: new Headers(request.headers),
      body: String(request.body ?? ''),
    });
    return body === undefined ? new Response(null, { status: 204 }) : Response.json(body, init);
  }) as unknown as typeof fetch;
  return { api, asked };
}

test('a query leaves out what is empty, so that a filter form can be passed as it came', async () => {
  const { api, asked } = answering({ items: [] });
  await createApi(api).get('/consortia', { q: '深海', industry: '', status: null, limit: 20 });
  expect(asked[0]?.path).toBe('/api/v1/consortia?q=%E6%B7%B1%E6%B5%B7&limit=20');
});

test('a change carries its version in quotes and a creation its idempotency key', async () => {
  const { api, asked } = answering({ id: 'fil_1' }, { status: 201 });
  await createApi(api).post('/filings', { policyId: 'pol_1' }, { idempotencyKey: 'k-1', ifMatch: 4 });
  expect(asked[0]?.headers.get('if-match')).toBe('"4"');
  expect(asked[0]?.headers.get('idempotency-key')).toBe('k-1');
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ policyId: 'pol_1' });
});

test('paths of the account service are taken as they are, and no content is no data', async () => {
  const { api, asked } = answering(undefined);
  const answer = await call(api, 'POST', '/api/auth/sign-out');
  expect(asked[0]?.path).toBe('/api/auth/sign-out');
  expect(answer).toMatchObject({ ok: true, status: 204, data: undefined });
});

test('a refusal stops a load with the problem on the error', async () => {
  const answer = await createApi(answering(problem, { status: 409 }).api).get('/filings/fil_1');
  let thrown: unknown;
  try {
    unwrap(answer);
  } catch (error) {
    thrown = error;
  }
  expect(isHttpError(thrown, 409) && thrown.body).toMatchObject({ ...problem, message: problem.title });
});

test('a refusal is an action’s failure beside what was typed', async () => {
  const answer = await createApi(answering(problem, { status: 409 }).api).patch('/filings/fil_1', {});
  if (answer.ok) throw new Error('was taken');
  const failure = toFail(answer.problem, { goals: '已填的字' });
  expect(isActionFailure(failure)).toBe(true);
  expect(failure).toMatchObject({ status: 409, data: { goals: '已填的字', problem } });
});

test.each([
  [502, 'unavailable'],
  [404, 'not-found'],
])('an answer of %i that is no problem document still has a code', async (status, code) => {
  const api = (async () => new Response('<html>', { status })) as unknown as typeof fetch;
  const answer = await call(api, 'GET', '/x');
  expect(answer).toMatchObject({ ok: false, problem: { code, status } });
});

test('a page is kept as long as its shortest answer, and not at all when one is private', () => {
  const keep = (...values: (string | null)[]) => {
    let set: string | undefined;
    const answers = values.map((value) => ({ headers: new Headers(value === null ? {} : { 'cache-control': value }) }));
    keepAs((headers) => (set = headers['cache-control']), ...answers);
    return set;
  };
  expect(keep('public, max-age=30', 'public, max-age=300')).toBe('public, max-age=30');
  expect(keep('public, max-age=30', 'no-store')).toBeUndefined();
  expect(keep('public, max-age=30', null)).toBeUndefined();
});

test('a page of answers that have aged is kept only for what is left of their time', () => {
  const told = (age: string) => ({
    headers: new Headers({ 'cache-control': 'public, max-age=10, stale-while-revalidate=20', age }),
  });
  let set = '';
  keepAs((headers) => (set = headers['cache-control'] ?? ''), told('0'), told('7'));
  expect(set).toBe('public, max-age=3, stale-while-revalidate=20');
  keepAs((headers) => (set = headers['cache-control'] ?? ''), told('12'));
  expect(set).toBe('public, max-age=0, stale-while-revalidate=20');
});
