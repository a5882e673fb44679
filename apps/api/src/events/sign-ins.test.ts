import type { SignInPage, SignInView } from '@lianchuang/contract/events';
import type { PersonalDataView } from '@lianchuang/contract/organizations';
import { eraseExpired, RETENTION_DAYS } from '@lianchuang/db/accounts/erase';
import { open } from '@lianchuang/db/client';
import { recordSignIn } from '@lianchuang/db/sign-ins/record';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { anApp, went } from '../../test/app-under-test.ts';
import { atSecondStep, cookiesOf, enrolled, enter, recover } from '../../test/authenticator.ts';
import { challenged, remove, show, signIn, withPasskey } from '../../test/passkeys.ts';
import { anOfficer, anOrganization, aPerson, holdsOffice, PASSWORD, type Person } from '../../test/people.ts';
import { aDevice } from '../../test/software-authenticator.ts';
import { oneClock } from '../../test/one-clock.ts';
import { now } from '../platform/clock.ts';

const app = anApp();
const db = open(app.env.DB, app.env.SEARCH);
const DAY = 86_400_000;
const { later } = oneClock();

const rowsOf = async ({ id }: { id: string }) =>
  (
    await db.d1
      .prepare('SELECT * FROM sign_ins WHERE user_id = ? ORDER BY id')
      .bind(id)
      .all<Omit<SignInView, 'at'> & { at: number; user_agent: string | null }>()
  ).results;
const waysOf = async (person: { id: string }) => (await rowsOf(person)).map(({ how }) => how);
const withPassword = (email: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  app.post('/api/auth/sign-in/email', { email, password }, headers);
/** Somebody whose sign-up, which signs in too, lies behind. */
const someone = async () => ({ person: await aPerson(app), since: 1 });

describe('a sign-in leaves one row', () => {
  it('with a password, as does signing up: who, when by our clock, how, and nothing of mail', async () => {
    const person = await aPerson(app);
    later(60_000);
    went(await withPassword(person.email.toUpperCase(), PASSWORD, { 'User-Agent': 'x'.repeat(500) }));
    const [signedUp, row, ...more] = await rowsOf(person);
    expect([signedUp?.how, more]).toEqual(['password', []]);
    expect(row).toEqual({
      id: expect.stringMatching(/^evt_/),
      at: now(),
      user_id: person.id,
      jurisdiction: null,
      how: 'password',
      address: null,
      user_agent: 'x'.repeat(200),
    });
    const { results } = await db.d1.prepare('SELECT * FROM sign_ins').all();
    expect(JSON.stringify(results)).not.toContain('@');
  });

  it('with a code after the password: the password alone is none yet', async () => {
    const { person, since } = await someone();
    const { shown } = await enrolled(app, person);
    later(60_000);
    const Cookie = await atSecondStep(app, person);
    expect((await waysOf(person)).slice(since)).toEqual([]);
    went(await enter(app, Cookie, await shown()));
    expect((await waysOf(person)).slice(since)).toEqual(['code']);
  });

  it('with a recovery code', async () => {
    const { person, since } = await someone();
    const { recoveryCodes } = await enrolled(app, person);
    went(await recover(app, await atSecondStep(app, person), recoveryCodes[0] ?? ''));
    expect((await waysOf(person)).slice(since)).toEqual(['recovery-code']);
  });

  it('with a passkey; showing it after the password is a second one', async () => {
    const { person, since } = await someone();
    const { device } = await withPasskey(app, person);
    went(await signIn(app, device));
    const unproven = await withPassword(person.email);
    went(await signIn(app, device, {}, cookiesOf(unproven), true));
    expect((await waysOf(person)).slice(since)).toEqual(['passkey', 'password', 'passkey']);
  });

  it('in production with the address that the edge tells, as sessions keep it', async () => {
    const ORIGIN = 'https://lianchuang.example';
    const production = anApp({ ENVIRONMENT: 'production', ORIGIN });
    const headers = { Origin: ORIGIN, 'CF-Connecting-IP': '203.0.113.7', 'X-Forwarded-For': '198.51.100.1' };
    const email = 'edge@test.example';
    const send = (path: string, more = {}) =>
      production.post<{ user: { id: string } }>(`/api/auth/${path}`, { email, password: PASSWORD, ...more }, headers);
    const { user } = went(await send('sign-up/email', { name: '示例人' }));
    // Before the address is confirmed nobody signs in, by signing up neither.
    expect(await rowsOf(user)).toEqual([]);
    await db.d1.prepare('UPDATE users SET email_verified = 1 WHERE id = ?').bind(user.id).run();
    went(await send('sign-in/email'));
    expect(await rowsOf(user)).toMatchObject([{ how: 'password', address: '203.0.113.7' }]);
  });
});

describe('no row comes from', () => {
  it('a wrong password, code, recovery code or passkey, or a locked account', async () => {
    const { person, since } = await someone();
    await enrolled(app, person);
    const Cookie = await atSecondStep(app, person);
    await enter(app, Cookie, '000000');
    await recover(app, Cookie, 'wrong-wrong');
    const { options, Cookie: asked } = await challenged(app);
    expect((await show(app, asked, await (await aDevice()).sign(options))).status).toBe(401);
    for (let n = 0; n < 11; n += 1) await withPassword(person.email, 'wrong-password');
    expect((await withPassword(person.email)).status).toBe(429);
    expect((await waysOf(person)).slice(since)).toEqual([]);
  });

  it('somebody who was shut out', async () => {
    const { person, since } = await someone();
    await db.d1.prepare('UPDATE users SET disabled_at = 1 WHERE id = ?').bind(person.id).run();
    expect((await withPassword(person.email)).status).toBe(401);
    expect((await waysOf(person)).slice(since)).toEqual([]);
  });

  it('a session that takes the place of another: a factor set up or given up', async () => {
    const { person, since } = await someone();
    const { cookie, shown } = await enrolled(app, person);
    later(60_000);
    const ended = await app.post(
      '/api/auth/two-factor/disable',
      { password: PASSWORD, code: await shown() },
      { Cookie: cookie },
    );
    went(ended);
    const added = await withPasskey(app, person, cookiesOf(ended));
    went(await remove(app, added.cookie, added.id));
    expect((await waysOf(person)).slice(since)).toEqual([]);
  });
});

it('nobody signs in whose row cannot be written', async () => {
  const { email } = await aPerson(app);
  const sessions = () => db.d1.prepare('SELECT count(*) AS n FROM sessions').first();
  const before = await sessions();
  const full = new Proxy(app.env.DB, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === 'prepare')
        return (sql: string) => target.prepare(sql.replace('INSERT INTO sign_ins', 'INSERT INTO sign_ins_gone'));
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  // The library keeps the database with which it first met an origin.
  const Origin = 'http://another.localhost';
  const path = `${Origin}/api/auth/sign-in/email`;
  const answer = await anApp({ DB: full }).post(path, { email, password: PASSWORD }, { Origin });
  expect(answer.status).toBe(500);
  expect(answer.headers.get('Set-Cookie')).toBeNull();
  expect(await sessions()).toEqual(before);
});

describe('whatever becomes of the session, the row stays', () => {
  it('after signing out here and everywhere, and after being shut out', async () => {
    const person = await aPerson(app);
    const leave = async (path: string) => {
      const Cookie = cookiesOf(await withPassword(person.email));
      went(await app.post(path, {}, { Cookie }));
    };
    await leave('/api/auth/sign-out');
    await leave('/api/auth/revoke-sessions');
    went(await withPassword(person.email));
    await holdsOffice(app, person, 'clerk');
    const administrator = await anOfficer(app, 'system_administrator');
    for (const [act, version] of [
      ['end-sessions', 0],
      ['disable', 1],
    ] as const)
      went(
        await administrator.post(
          `/accounts/${person.id}/actions/${act}`,
          { reason: '已离职。' },
          { 'If-Match': `"${version}"`, 'Idempotency-Key': crypto.randomUUID() },
        ),
      );
    const left = await db.d1.prepare('SELECT count(*) AS n FROM sessions WHERE user_id = ?').bind(person.id).first();
    expect(left).toEqual({ n: 0 });
    expect(await waysOf(person)).toEqual(Array(4).fill('password'));
  });

  it.each([
    'UPDATE sign_ins SET user_id = 1',
    'DELETE FROM sign_ins',
    'INSERT OR REPLACE INTO sign_ins SELECT id, 0, user_id, jurisdiction, how, address, user_agent FROM sign_ins',
  ])('it is append-only: %s', async (sql) => {
    await aPerson(app);
    await expect(db.d1.prepare(sql).run()).rejects.toThrow(/append-only/);
  });

  it('after its person was erased: without a name, until its half year is over', async () => {
    const person = await aPerson(app, { name: '示例离开者' });
    went(await person.post('/me/actions/erase', { email: person.email }));
    const rows = await rowsOf(person);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/示例离开者|@/);
    later(RETENTION_DAYS.signIns * DAY + 1);
    await aPerson(app);
    await eraseExpired(db, now());
    expect(await rowsOf(person)).toEqual([]);
  });
});

describe('retention', () => {
  const session = async ({ id }: Person) =>
    db.d1.prepare('SELECT count(*) AS n FROM sessions WHERE user_id = ?').bind(id).first();

  it('is half a year for the row, and not a day less; a session goes a day after it expired', async () => {
    const person = await aPerson(app);
    const began = now();
    later(8 * DAY);
    await eraseExpired(db, now());
    expect(await session(person)).toEqual({ n: 1 });
    later(1);
    await eraseExpired(db, now());
    expect(await session(person)).toEqual({ n: 0 });
    later(began + RETENTION_DAYS.signIns * DAY - now());
    await aPerson(app);
    await eraseExpired(db, now());
    expect(await rowsOf(person)).toHaveLength(1);
    later(1);
    await aPerson(app);
    await eraseExpired(db, now());
    expect(await rowsOf(person)).toEqual([]);
  });

  it('keeps the last of a quiet house, and undoes nothing else', async () => {
    const person = await aPerson(app);
    later(400 * DAY);
    await db.d1
      .prepare(`INSERT INTO idempotency VALUES ('usr_quiet', 'k', '370200', 'h', 200, '{}', ?)`)
      .bind(now() - 300 * DAY)
      .run();
    await eraseExpired(db, now());
    expect(await rowsOf(person)).toHaveLength(1);
    const kept = await db.d1.prepare(`SELECT count(*) AS n FROM idempotency WHERE caller = 'usr_quiet'`).first();
    expect(kept).toEqual({ n: 0 });
  });
});

describe('who reads it', () => {
  const page = async (person: Person, query = '') =>
    went(await person.get<z.infer<typeof SignInPage>>(`/audit-events/sign-ins?limit=100${query}`)).items;

  it('the auditor of the bureau, newest first; another bureau’s sees none of it', async () => {
    const clerk = await anOfficer(app, 'clerk');
    const owner = await aPerson(app);
    await anOrganization(owner);
    for (const { email } of [clerk, owner]) went(await withPassword(email));
    const auditor = await anOfficer(app, 'auditor');
    const elsewhere = await anOfficer(app, 'auditor', { jurisdiction: '410300' });
    expect((await page(auditor)).slice(0, 2)).toMatchObject([
      { userId: owner.id, jurisdiction: '370200', how: 'password' },
      { userId: clerk.id, jurisdiction: '370200', how: 'password' },
    ]);
    expect(await page(elsewhere)).toEqual([]);
    for (const { id } of [clerk, owner]) expect(await page(elsewhere, `&actor=${id}`)).toEqual([]);
  });

  it('of one person also what lies before the first office or organization', async () => {
    const auditor = await anOfficer(app, 'auditor');
    const person = await aPerson(app);
    expect(await page(auditor, `&actor=${person.id}`)).toMatchObject([{ userId: person.id, jurisdiction: null }]);
    await holdsOffice(app, person, 'clerk');
    went(await withPassword(person.email));
    expect((await page(auditor, `&actor=${person.id}`)).map(({ jurisdiction }) => jurisdiction)).toEqual([
      '370200',
      null,
    ]);
    expect((await page(auditor)).filter(({ userId }) => userId === person.id)).toHaveLength(1);
  });

  it('nobody else: not the administrators, not without signing in', async () => {
    for (const role of ['system_administrator', 'security_administrator', 'director'] as const)
      expect((await (await anOfficer(app, role)).get('/audit-events/sign-ins')).status).toBe(403);
    expect((await app.get('/audit-events/sign-ins')).status).toBe(401);
    const auditor = await anOfficer(app, 'auditor');
    expect((await auditor.get('/audit-events/sign-ins?cursor=x')).status).toBe(400);
  });

  it('everybody the own ones, with the personal data', async () => {
    const [person, other] = [await aPerson(app), await aPerson(app)];
    await recordSignIn(db, {
      at: now(),
      userId: person.id,
      how: 'code',
      address: '203.0.113.9',
      userAgent: 'Firefox',
    });
    const { signIns } = went(await person.get<PersonalDataView>('/me/personal-data'));
    expect(signIns).toMatchObject([
      { how: 'code', ipAddress: '203.0.113.9', userAgent: 'Firefox' },
      { how: 'password', ipAddress: null },
    ]);
    expect((await other.get('/me/personal-data')).text).not.toContain('203.0.113.9');
  });
});
