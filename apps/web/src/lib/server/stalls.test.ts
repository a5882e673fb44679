import { expect, test, vi } from 'vitest';
import { apiFor } from './api-over-binding.ts';
import { call } from './api.ts';
import { formKey } from './form-key.ts';

const site = 'https://lianchuang.example';
const KEY = '0b8ee3a2-5d0c-4b0e-9a43-6a1f1c9f4a10';

/** A visitor whose API answers the nth call with the nth of these. */
function visiting(path: string, ...answers: (() => Promise<Response>)[]) {
  const asked: Request[] = [];
  const API = {
    fetch: async (request: Request) => {
      asked.push(request);
      return (answers[asked.length - 1] ?? answers[0])?.() ?? Response.error();
    },
  } as unknown as Fetcher;
  const locals: Pick<App.Locals, 'unconfirmedKey'> = {};
  const request = new Request(site + path);
  const platform = { env: { API } } as unknown as App.Platform;
  const { api } = apiFor({ request, url: new URL(request.url), platform, locals }, 'req_1', 20);
  return { api, asked, locals };
}

const never = () => new Promise<Response>(() => undefined);
const died = () => Promise.reject(new Error('Network connection lost'));
const quietly = async <T>(work: () => Promise<T>): Promise<T> => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return work().finally(() => log.mockRestore());
};
const send = (api: typeof fetch, key = KEY) =>
  call(api, 'POST', '/filings/fil_1/actions/submit', { body: {}, idempotencyKey: key });

test.each([
  ['stalls', never],
  ['dies', died],
])('a change whose database %s is not confirmed: neither done nor not done is claimed', async (_, answer) => {
  const { api } = visiting('/apply', answer);
  const refused = await quietly(() => send(api));
  expect(refused).toMatchObject({
    ok: false,
    status: 504,
    problem: { code: 'not-confirmed', title: '尚未确认', instance: 'req_1' },
  });
  const { detail = '' } = refused.ok ? {} : refused.problem;
  expect(detail).toContain('可能已经办成，也可能没有');
  expect(detail).toContain('只算一次');
});

test('in English it says the same', async () => {
  const { api } = visiting('/en/apply', never);
  const refused = await quietly(() => send(api));
  expect(refused.ok ? '' : refused.problem.detail).toMatch(/may have been done or not.*counts once/s);
});

test('the page that comes back sends the same key, and the second sending gets the receipt', async () => {
  const receipt = () => Promise.resolve(Response.json({ id: 'fil_1', receipt: {} }));
  const { api, asked, locals } = visiting('/apply', never, receipt);
  await quietly(() => send(api));
  expect(formKey(locals)).toBe(KEY);
  expect(await send(api, formKey(locals))).toMatchObject({ ok: true, data: { id: 'fil_1' } });
  expect(asked.map((each) => each.headers.get('idempotency-key'))).toEqual([KEY, KEY]);
});

test('a key that the action made longer comes back to the form as it was', async () => {
  const { api, locals } = visiting('/admin', never);
  await quietly(() => send(api, `${KEY}-approve`));
  expect(formKey(locals)).toBe(KEY);
});

test('a change that was answered, well or badly, leaves the next form a new key', async () => {
  const { api, locals } = visiting('/apply', () => Promise.resolve(Response.json({ code: 'x' }, { status: 409 })));
  await send(api);
  expect(formKey(locals)).not.toBe(KEY);
});

test('what the page reads around a change in doubt does not wait as long, and says the same: nobody knows', async () => {
  const { api } = visiting('/apply', never);
  await quietly(() => send(api));
  vi.useFakeTimers();
  try {
    const reading = quietly(() => call(api, 'GET', '/me'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await reading).toMatchObject({ ok: false, status: 504, problem: { code: 'not-confirmed' } });
  } finally {
    vi.useRealTimers();
  }
});

test('a reading that stalls is unavailable, not unconfirmed', async () => {
  const { api } = visiting('/apply', never);
  const answer = await quietly(() => call(api, 'GET', '/filings'));
  expect(answer).toMatchObject({ ok: false, status: 503, problem: { code: 'unavailable' } });
});
