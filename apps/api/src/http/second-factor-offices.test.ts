import { OFFICE_ROLES } from '@lianchuang/domain/organizations';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { anApp, refused, went, writingNothing, type App, type Problem } from '../../test/app-under-test.ts';
import { clock } from '../../test/cases.ts';
import { atSecondStep, enrolled } from '../../test/authenticator.ts';
import { anOfficer, aPerson, holdsOffice } from '../../test/people.ts';

const relaxed = anApp();
const strict = anApp({ SECOND_FACTOR_OPTIONAL: 'false' });
// Nobody may sign up there without a mailed confirmation: cookies of the same database are shown to it.
const production = anApp({ ENVIRONMENT: 'production', ORIGIN: 'http://localhost', SECOND_FACTOR_OPTIONAL: 'true' });
const demonstration = anApp({ ENVIRONMENT: 'demo' });

type Document = { paths: Record<string, Record<string, unknown>> };
const signedInRoutes: { method: string; path: string }[] = [];

const knock = (app: App, { method, path }: { method: string; path: string }, headers: Record<string, string> = {}) =>
  app.request<Problem>(method, path, { headers, ...(method === 'GET' ? {} : { body: {} }) });

// The library reads the clock of the machine: both show the same here.
vi.useFakeTimers({ toFake: ['Date'] });
const at = (text: string) => vi.setSystemTime(clock(text));
beforeEach(() => at('2026-06-01 09:00'));
afterAll(() => vi.useRealTimers());

beforeAll(async () => {
  const { paths } = went(await relaxed.get<Document>('/api/openapi.json'));
  const all = Object.entries(paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: template.replaceAll(/\{[^}]+\}/g, 'x').replace(/^\/api\/v1/, ''),
    })),
  );
  for (const each of all) if ((await knock(strict, each)).status === 401) signedInRoutes.push(each);
  expect(signedInRoutes.length).toBeGreaterThan(25);
});

const isOwnAccount = ({ path }: { path: string }) => path === '/me' || path.startsWith('/me/');

describe('whoever holds an office and signed in by password alone', () => {
  it.each(OFFICE_ROLES)('as %s is refused at every route that asks for a sign-in, and told why', async (role) => {
    const { cookie } = await anOfficer(strict, role);
    for (const each of signedInRoutes.filter((route) => !isOwnAccount(route))) {
      const answer = await writingNothing(() => knock(strict, each, { Cookie: cookie }));
      expect([answer.status, answer.body.code], `${each.method} ${each.path}`).toEqual([403, 'second-factor-needed']);
    }
    const { text } = await refused(403, 'second-factor-needed', () => strict.get('/filings', { Cookie: cookie }));
    expect(text).toContain('/account');
  });

  it('sees the own account, what is held about it, and what is missing', async () => {
    const person = await anOfficer(strict, 'clerk');
    expect(went(await person.get('/me'))).toMatchObject({
      offices: [{ role: 'clerk' }],
      secondFactor: { enrolled: false, needed: true },
    });
    went(await person.get('/me/personal-data'));
    await refused(409, 'person.holds-office', () => person.post('/me/actions/erase', { email: person.email }));
  });

  it('reads what anybody may read', async () => {
    const { cookie } = await anOfficer(strict, 'auditor');
    for (const path of ['/consortia', '/policies', '/seals']) {
      expect((await strict.get(path, { Cookie: cookie })).status, path).toBe(200);
    }
  });

  it('enrols, and holds the office at once; a session that is still open elsewhere does not', async () => {
    const person = await anOfficer(strict, 'director');
    const phone = await atSecondStep(strict, person);
    const { cookie } = await enrolled(strict, person);
    expect((await strict.get('/filings', { Cookie: cookie })).status).toBe(200);
    expect(went(await strict.get('/me', { Cookie: cookie }))).toMatchObject({
      secondFactor: { enrolled: true, needed: false },
    });
    await refused(401, 'not-signed-in', () => person.get('/me'));
    await refused(403, 'second-factor-needed', () => strict.get('/filings', { Cookie: phone }));
  });

  it('loses it at the next request when the office comes after the sign-in', async () => {
    const person = await aPerson(strict);
    expect((await person.get('/filings')).status).toBe(200);
    await holdsOffice(strict, person, 'expert');
    await refused(403, 'second-factor-needed', () => person.get('/filings'));
  });
});

describe('where it is demanded', () => {
  it('an applicant needs none', async () => {
    const person = await aPerson(strict);
    expect((await person.get('/filings')).status).toBe(200);
    expect(went(await person.get('/me'))).toMatchObject({ secondFactor: { needed: false } });
  });

  it('in production whatever the setting of the tests says, and in a test where it says so', async () => {
    const { cookie } = await anOfficer(relaxed, 'clerk');
    expect((await relaxed.get('/filings', { Cookie: cookie })).status).toBe(200);
    await refused(403, 'second-factor-needed', () => production.get('/filings', { Cookie: cookie }));
    for (const SECOND_FACTOR_OPTIONAL of ['', '1', 'TRUE']) {
      const other = anApp({ SECOND_FACTOR_OPTIONAL });
      await refused(403, 'second-factor-needed', () => other.get('/filings', { Cookie: cookie }));
    }
    const misnamed = anApp({ ENVIRONMENT: 'staging' as never, SECOND_FACTOR_OPTIONAL: 'true' });
    await refused(403, 'second-factor-needed', () => misnamed.get('/filings', { Cookie: cookie }));
  });

  it('in a demonstration it is offered; whoever enrolled there needs it there', async () => {
    const person = await anOfficer(demonstration, 'clerk');
    expect((await demonstration.get('/filings', { Cookie: person.cookie })).status).toBe(200);
    const phone = await atSecondStep(demonstration, person);
    const { cookie } = await enrolled(demonstration, person);
    expect((await demonstration.get('/filings', { Cookie: cookie })).status).toBe(200);
    await refused(403, 'second-factor-needed', () => demonstration.get('/filings', { Cookie: phone }));
  });

  it('a code does not prolong what ends by the clock', async () => {
    const timed = anApp({ ENDLESS_SESSIONS: 'false', SECOND_FACTOR_OPTIONAL: 'false' });
    const { cookie } = await enrolled(timed, await anOfficer(timed, 'clerk'));
    at('2026-06-01 10:59');
    expect((await timed.get('/filings', { Cookie: cookie })).status).toBe(200);
    at('2026-06-01 21:00');
    await refused(401, 'not-signed-in', () => timed.get('/filings', { Cookie: cookie }));
  });
});
