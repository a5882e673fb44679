import { SESSION_LIVES } from '@lianchuang/domain/organizations';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, refused, went, writingNothing, type App, type Problem } from '../../test/app-under-test.ts';
import { clock } from '../../test/cases.ts';
import { anOfficer, aPerson, PASSWORD, type Person } from '../../test/people.ts';
import { setClock } from '../platform/clock.ts';

const app = anApp({ ENDLESS_SESSIONS: 'false' });
let began: number;
beforeAll(() => {
  began = clock('2026-06-01 09:00');
});

const at = (instant: number) => setClock(instant);
const cookieOf = (answer: { headers: Headers }) => (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
const signIn = (person: Person, headers: Record<string, string> = {}, where: App = app) =>
  where.post<Problem>('/api/auth/sign-in/email', { email: person.email, password: PASSWORD }, headers);
const isIn = async (Cookie: string) => (await app.get('/me', { Cookie })).status === 200;

describe('a session ends by the clock', () => {
  it('an officer’s two hours after its last use, an applicant’s does not', async () => {
    at(began);
    const [officer, applicant] = [await anOfficer(app, 'clerk'), await aPerson(app)];
    at(began + SESSION_LIVES.officer.idle - 1);
    expect((await officer.get('/me')).status).toBe(200);
    at(began + 2 * SESSION_LIVES.officer.idle - 1);
    await refused(401, 'not-signed-in', () => officer.get('/me'));
    expect((await applicant.get('/me')).status).toBe(200);
  });

  it('an officer’s twelve hours after it began, however busy', async () => {
    at(began);
    const officer = await anOfficer(app, 'director');
    const { idle, inAll } = SESSION_LIVES.officer;
    for (let now = began; now < began + inAll; now += idle / 2) {
      at(now);
      expect((await officer.get('/me')).status).toBe(200);
    }
    at(began + inAll - 1);
    expect((await officer.get('/me')).status).toBe(200);
    at(began + inAll);
    await refused(401, 'not-signed-in', () => officer.get('/me'));
  });

  it('an applicant’s after three idle days, and after seven in any case', async () => {
    const { idle, inAll } = SESSION_LIVES.applicant;
    at(began);
    const [resting, busy] = [await aPerson(app), await aPerson(app)];
    at(began + idle);
    await refused(401, 'not-signed-in', () => resting.get('/me'));
    for (let now = began; now < began + inAll; now += idle / 2) {
      at(now);
      expect((await busy.get('/me')).status).toBe(200);
    }
    at(began + inAll);
    await refused(401, 'not-signed-in', () => busy.get('/me'));
  });

  it('a use is noted once in a while, not with every read', async () => {
    at(began);
    const person = await aPerson(app);
    at(began + 60_000);
    await writingNothing(() => person.get('/me'));
    at(began + 10 * 60_000);
    await person.get('/me');
    await writingNothing(() => person.get('/me'));
  });

  it('in production whatever the setting of the tests says', async () => {
    at(began);
    const production = anApp({ ENVIRONMENT: 'production', ORIGIN: 'http://localhost', ENDLESS_SESSIONS: 'true' });
    const officer = await anOfficer(app, 'clerk');
    at(began + SESSION_LIVES.officer.inAll);
    expect((await anApp().get('/me', { Cookie: officer.cookie })).status).toBe(200);
    expect((await production.get('/me', { Cookie: officer.cookie })).status).toBe(401);
  });
});

describe('signing in and out', () => {
  it('signing in again gives another session and ends the one that was there', async () => {
    at(began);
    const person = await aPerson(app);
    const again = await signIn(person, { Cookie: person.cookie });
    expect(again.status).toBe(200);
    expect(cookieOf(again)).not.toBe(person.cookie);
    expect(await isIn(cookieOf(again))).toBe(true);
    await refused(401, 'not-signed-in', () => person.get('/me'));
  });

  it('a wrong password ends nothing', async () => {
    const person = await aPerson(app);
    const body = { email: person.email, password: 'wrong-password' };
    expect((await app.post('/api/auth/sign-in/email', body, { Cookie: person.cookie })).status).toBe(401);
    expect(await isIn(person.cookie)).toBe(true);
  });

  it('signing out everywhere ends every session of the person and nobody else’s', async () => {
    const [person, other] = [await aPerson(app), await aPerson(app)];
    const phone = cookieOf(await signIn(person));
    expect([await isIn(person.cookie), await isIn(phone)]).toEqual([true, true]);
    went(await person.post('/api/auth/revoke-sessions', {}));
    expect([await isIn(person.cookie), await isIn(phone), await isIn(other.cookie)]).toEqual([false, false, true]);
    await refused(401, 'not-signed-in', () => person.post('/api/auth/revoke-sessions', {}));
  });

  it('tokens are 32 random characters and never the same', async () => {
    const person = await aPerson(app);
    const tokens = new Set<string>();
    for (let n = 0; n < 20; n += 1)
      tokens.add(decodeURIComponent(cookieOf(await signIn(person))).split(/[=.]/)[1] ?? '');
    expect(tokens.size).toBe(20);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9]{32}$/);
  });
});

describe('a person who was shut out', () => {
  it('is out at the next request with every cookie, and signs in as little as with a wrong password', async () => {
    at(began);
    const person = await anOfficer(app, 'director');
    const phone = cookieOf(await signIn(person));
    const wrong = await app.post('/api/auth/sign-in/email', { email: person.email, password: 'wrong-password' });
    await app.env.DB.prepare('UPDATE users SET disabled_at = ? WHERE id = ?').bind(began, person.id).run();
    for (const Cookie of [person.cookie, phone]) await refused(401, 'not-signed-in', () => app.get('/me', { Cookie }));
    const answer = await signIn(person);
    expect([answer.status, answer.text]).toEqual([wrong.status, wrong.text]);
    expect(answer.headers.get('Set-Cookie')).toBeNull();
    await app.env.DB.prepare('UPDATE users SET disabled_at = NULL WHERE id = ?').bind(person.id).run();
    expect((await signIn(person)).status).toBe(200);
  });

  it('cannot write that column or the times of a session, and nor can anybody else', async () => {
    at(began);
    const body = { email: 'columns@test.example', password: PASSWORD, name: '多写', startedAt: 9e15, seenAt: 9e15 };
    const refusing = () => app.post('/api/auth/sign-up/email', { ...body, disabledAt: 1 });
    expect((await writingNothing(refusing)).status).toBe(400);
    expect((await app.post('/api/auth/sign-up/email', body)).status).toBe(200);
    const row = await app.env.DB.prepare(
      'SELECT disabled_at, started_at, seen_at FROM users JOIN sessions ON user_id = users.id WHERE email = ?',
    )
      .bind(body.email)
      .first();
    expect(row).toEqual({ disabled_at: null, started_at: began, seen_at: began });
  });
});

it('of what the sign-in library could answer only five addresses and four of the second factor exist', async () => {
  const { authFor } = await import('../platform/auth.ts');
  const { open } = await import('@lianchuang/db/client');
  const { api } = authFor(app.env, open(app.env.DB, app.env.SEARCH), 'http://localhost');
  const endpoints = Object.values(
    api as unknown as Record<string, { path?: string; options?: { method?: string | string[] } }>,
  );
  const known = ['/sign-up/email', '/sign-in/email', '/sign-out', '/get-session', '/revoke-sessions'];
  known.push(...['enable', 'disable', 'verify-totp', 'verify-backup-code'].map((path) => `/two-factor/${path}`));
  const others = endpoints.filter(({ path }) => path !== undefined && !known.includes(path));
  expect(others.length).toBeGreaterThan(10);
  const person = await aPerson(app);
  for (const { path = '', options } of others)
    for (const method of [options?.method ?? 'GET'].flat().filter((each) => each !== '*'))
      await refused(404, 'not-found', () =>
        person.send(method, `/api/auth${path.replaceAll(/:\w+/g, 'x')}`, method === 'GET' ? {} : { body: {} }),
      );
});
