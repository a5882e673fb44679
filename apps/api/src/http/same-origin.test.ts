import { contentsOf } from '@lianchuang/db/testing/databases';
import { beforeAll, expect, it } from 'vitest';
import { anApp, HERE } from '../../test/app-under-test.ts';
import { clock } from '../../test/cases.ts';
import { anOrganizationForm, aPerson, PASSWORD, type Person } from '../../test/people.ts';
import { createApp } from '../app.ts';

const app = anApp();
const { paths } = (await app.get<{ paths: Record<string, object> }>('/api/openapi.json')).body;
const writing = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods)
    .filter((method) => method !== 'get')
    .map((method) => [method.toUpperCase(), `/api/v1${path.replaceAll(/\{[^}]+\}/g, 'x')}`] as const),
);
const AUTH = ['sign-in/email', 'sign-up/email', 'sign-out', 'revoke-sessions'].map(
  (path) => ['POST', `/api/auth/${path}`] as const,
);
const ORIGINS = ['https://evil.example', 'null', undefined, 'http://sub.localhost'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  undefined,
];
let person: Person;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  person = await aPerson(app);
});

/** A request with nothing added to what is given. */
async function send(method: string, path: string, given: Record<string, string | undefined>, body: unknown = {}) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) headers.set(name, value);
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const response = await createApp().request(`${HERE}${path}`, { method, headers, body: bytes }, app.env);
  return { status: response.status, code: ((await response.json()) as { code?: string } | null)?.code };
}

it.each([...writing, ...AUTH])(
  '%s %s with a cookie is refused unless it comes from this site',
  async (method, path) => {
    const before = await contentsOf();
    for (const Origin of ORIGINS)
      for (const type of TYPES) {
        const answer = await send(method, path, { Cookie: person.cookie, Origin, 'Content-Type': type });
        expect({ Origin, type, ...answer }).toEqual({ Origin, type, status: 403, code: 'foreign-origin' });
      }
    expect(await contentsOf()).toEqual(before);
  },
);

it('covers every writing route of the document', () => {
  expect(writing.length).toBeGreaterThan(25);
});

it('a cookie without Origin passes only when the browser itself says same-origin', async () => {
  const post = (given: Record<string, string>) =>
    send('POST', '/api/v1/organizations', { 'Content-Type': 'application/json', ...given }, anOrganizationForm());
  for (const Cookie of [person.cookie, `theme=dark; ${person.cookie}`, '__Host-session=x', 'session=']) {
    expect(await post({ Cookie })).toEqual({ status: 403, code: 'foreign-origin' });
    for (const site of ['cross-site', 'same-site', 'none'])
      expect(await post({ Cookie, 'Sec-Fetch-Site': site })).toEqual({ status: 403, code: 'foreign-origin' });
  }
  expect((await post({ Cookie: person.cookie, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(201);
  expect((await post({ Cookie: person.cookie, Origin: HERE })).status).toBe(201);
});

it('a request without a session cookie needs no origin: there is nothing to forge a click with', async () => {
  const ask = (given: Record<string, string>) =>
    send('POST', '/api/v1/eligibility-checks', { 'Content-Type': 'application/json', ...given });
  expect((await ask({})).code).toBe('invalid-input');
  expect((await ask({ Cookie: 'theme=dark; xsession=1' })).code).toBe('invalid-input');
  expect((await ask({ 'Sec-Fetch-Site': 'cross-site' })).code).toBe('foreign-origin');
  expect((await ask({ Origin: 'https://evil.example' })).code).toBe('foreign-origin');
  const signIn = { email: person.email, password: PASSWORD };
  expect((await send('POST', '/api/auth/sign-in/email', { 'Content-Type': 'application/json' }, signIn)).status).toBe(
    200,
  );
});
