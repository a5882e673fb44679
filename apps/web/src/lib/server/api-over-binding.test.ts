import { expect, test } from 'vitest';
import { apiFor, forward } from './api-over-binding.ts';

/** An event whose API binding is the given function. */
function incoming(request: Request, answer: (asked: Request) => Response | Promise<Response>) {
  const API = { fetch: async (asked: Request) => answer(asked) } as unknown as Fetcher;
  return { request, url: new URL(request.url), platform: { env: { API } } as unknown as App.Platform };
}
const site = 'https://lianchuang.example';

test('a call from a page carries cookie, language, origin and request id to the same origin', async () => {
  const request = new Request(`${site}/en/apply`, {
    headers: { cookie: 'session=a', 'cf-connecting-ip': '192.0.2.7' },
  });
  let asked: Request | undefined;
  const { api } = apiFor(
    incoming(request, (seen) => {
      asked = seen;
      return Response.json({});
    }),
    'req_1',
  );
  await api('/api/v1/me');
  expect(asked?.url).toBe(`${site}/api/v1/me`);
  expect(Object.fromEntries(asked?.headers ?? [])).toMatchObject({
    cookie: 'session=a',
    'accept-language': 'en',
    origin: site,
    'x-request-id': 'req_1',
    'cf-connecting-ip': '192.0.2.7',
  });
});

test('a cookie set by one call goes along with the next and is kept for the browser', async () => {
  const seen: (string | null)[] = [];
  const { api, jar } = apiFor(
    incoming(new Request(`${site}/sign-in`), (asked) => {
      seen.push(asked.headers.get('cookie'));
      return new Response('{}', { headers: { 'set-cookie': 'session=new; Path=/; HttpOnly' } });
    }),
    'req_1',
  );
  await api('/api/auth/sign-in/email', { method: 'POST' });
  await api('/api/v1/me');
  expect(seen).toEqual([null, 'session=new']);
  expect(jar.lines).toContain('session=new; Path=/; HttpOnly');
});

test('without an API behind it a page is told so, not broken', async () => {
  const event = { ...incoming(new Request(`${site}/`), () => Response.json({})), platform: undefined };
  expect((await apiFor(event, 'req_1').api('/api/v1/me')).status).toBe(503);
});

test('a forwarded request keeps method, headers and body', async () => {
  const headers = {
    'content-type': 'application/json',
    authorization: 'Bearer k',
    origin: 'https://elsewhere.example',
  };
  const request = new Request(`${site}/api/v1/filings?x=1`, { method: 'POST', headers, body: '{"a":1}' });
  const answer = await forward(
    incoming(request, async (asked) => {
      const { method, url } = asked;
      return Response.json({ method, url, body: await asked.text(), ...Object.fromEntries(asked.headers) });
    }),
    'req_2',
  );
  expect(await answer.json()).toMatchObject({
    method: 'POST',
    url: request.url,
    body: '{"a":1}',
    ...headers,
    'x-request-id': 'req_2',
  });
});
