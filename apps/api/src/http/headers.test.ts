import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, type Answer } from '../../test/app-under-test.ts';
import { EXPECTED } from '../../test/matrix/expectations.ts';
import { askFor, type Route } from '../../test/matrix/requests.ts';
import { aBureau, ROLES, type Bureau } from '../../test/matrix/roles.ts';
import { placed, type Place } from '../../test/matrix/situations.ts';

const HTTPS = 'https://lianchuang.example';
const app = anApp();
const { paths } = (await app.get<{ paths: Record<string, object> }>('/api/openapi.json')).body;
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method): Route => `${method} ${path}`),
);
const OPEN = Object.entries(EXPECTED)
  .filter(([route, rows]) => route.startsWith('get ') && rows.every((row) => row.may.length === ROLES.length))
  // What an invitation shows depends on who reads it.
  .filter(([route]) => !route.includes('invitations/{token}'))
  .map(([route]) => route);
let bureau: Bureau;
let place: Place;

beforeAll(async () => {
  bureau = await aBureau(app, 'pol_qingdao-2025');
  place = await placed(bureau, 'registered');
}, 60_000);

/** What every answer says, whoever asked and whatever came of it. */
function isGuarded({ status, headers, text }: Answer, what: string): void {
  expect(headers.get('X-Content-Type-Options'), what).toBe('nosniff');
  expect(headers.get('Referrer-Policy'), what).toBe('no-referrer');
  expect(headers.get('Cross-Origin-Resource-Policy'), what).toBe('same-origin');
  expect(headers.get('Content-Security-Policy'), what).toMatch(/default-src '(none|self)';.*frame-ancestors 'none'/);
  expect(headers.get('Access-Control-Allow-Origin'), what).toBeNull();
  expect(headers.get('X-Request-Id'), what).toMatch(/^req_/);
  expect(headers.get('Cache-Control'), what).toMatch(/^(no-store|public, max-age=\d+.*)$/);
  // A PDF names its characters itself.
  if (text !== '') expect(headers.get('Content-Type'), what).toMatch(/; charset=utf-8$|^application\/pdf$/i);
  if (status >= 400) expect(headers.get('Cache-Control'), what).toBe('no-store');
}

describe.each(routes)('%s', (route) => {
  it('answers everybody with the headers of its kind', async () => {
    const { method, path, body, headers } = askFor(route, place);
    const sent = { ...(body === undefined ? {} : { body }), headers: { ...headers } };
    const answers: Record<string, Answer> = {
      anonymous: await app.request(method, path, sent),
      foreign: await app.request(method, path, { ...sent, headers: { ...headers, Origin: 'https://evil.example' } }),
      clerk: (await bureau.people.clerk?.send(method, path, sent)) as Answer,
      outsider: (await bureau.people.outsider?.send(method, path, sent)) as Answer,
    };
    for (const [who, answer] of Object.entries(answers)) {
      isGuarded(answer, who);
      if (answer.status >= 300) continue;
      expect(answer.headers.get('Cache-Control')?.startsWith('public'), who).toBe(OPEN.includes(route));
      if (OPEN.includes(route)) expect(answer.headers.get('Set-Cookie'), who).toBeNull();
    }
  });

  it('offers no method that it does not name', async () => {
    const { path } = askFor(route, place);
    const named = routes.filter((each) => each.endsWith(` ${route.split(' ')[1] ?? ''}`));
    const others = ['TRACE', 'PUT', 'PROPFIND'].filter(
      (each) => !named.some((one) => one.startsWith(`${each.toLowerCase()} `)),
    );
    for (const method of others) {
      const answer = await app.request(method, path);
      expect([method, answer.status]).toEqual([method, 405]);
      expect(answer.headers.get('Allow')).not.toContain(method);
      isGuarded(answer, method);
    }
  });
});

it.each(['/api/openapi.json', '/api/docs'])('%s is guarded and may be kept by everybody or nobody', async (path) => {
  const answer = await app.get(path);
  expect(answer.status).toBe(200);
  isGuarded(answer, path);
});

it.each([
  '/.git/config',
  '/.git/HEAD',
  '/.env',
  '/debug',
  '/api/debug',
  '/api/.git/config',
  '/api/v1/.env',
  '/api/v1/debug',
  '/api/v1',
  '/api/internal/demo-data',
  '/internal/demo-data',
  '/api/v1/consortia/',
  '/server-status',
  '/api/auth/reference',
  '/api/auth/error',
  '/api/auth/ok',
])('%s does not exist', async (path) => {
  const answer = await app.get(`http://localhost${path}`);
  expect([answer.status, (answer.body as { code?: string }).code]).toEqual([404, 'not-found']);
  isGuarded(answer, path);
});

it.each(['sign-in/email', 'sign-up/email', 'sign-out', 'get-session', 'revoke-sessions'])(
  'the sign-in route %s is guarded, whatever comes of it',
  async (path) => {
    for (const method of ['GET', 'POST', 'TRACE', 'PUT']) {
      const answer = await app.request(method, `/api/auth/${path}`, method === 'POST' ? { body: {} } : {});
      isGuarded(answer, `${method} ${path}`);
      expect(answer.headers.get('Cache-Control')).toBe('no-store');
      expect(answer.status, method).toBeLessThan(500);
    }
    const answer = await bureau.people.nobody?.post(`/api/auth/${path}`, {});
    isGuarded(answer as Answer, path);
  },
);

it('over https every answer keeps the browser there for a year, refusals too; over plain http none does', async () => {
  for (const path of ['/api/v1/consortia', '/api/v1/me', '/api/v1/nothing', '/api/docs', '/api/auth/get-session']) {
    const header = async (origin: string) => (await app.get(origin + path)).headers.get('Strict-Transport-Security');
    const age = Number(/max-age=(\d+)/.exec((await header(HTTPS)) ?? '')?.[1]);
    expect(age, path).toBeGreaterThanOrEqual(31_536_000);
    expect(await header('http://localhost'), path).toBeNull();
  }
});
