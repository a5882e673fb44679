import type { RefusalPage } from '@lianchuang/contract/events';
import { open } from '@lianchuang/db/client';
import { eraseExpired } from '@lianchuang/db/accounts/erase';
import { MOST_PER_HOUR, recordRefusal, recordStranger } from '@lianchuang/db/refusals/record';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { anApp, went, type Answer } from '../../test/app-under-test.ts';
import { act, aCast, aSubmittedFiling, clock, type Cast } from '../../test/cases.ts';
import { anOfficer, type Person } from '../../test/people.ts';

const app = anApp();
const db = open(app.env.DB, app.env.SEARCH);
let cast: Cast;
let auditor: Person;
const onRecord = async (person = auditor) =>
  went(await person.get<z.infer<typeof RefusalPage>>('/audit-events/refusals?limit=100')).items;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  auditor = await anOfficer(app, 'auditor');
});

it('what an officer or an applicant was not allowed to do is on record with who, what, when and why not', async () => {
  const filing = await aSubmittedFiling(cast);
  const expert = await anOfficer(app, 'expert');
  const tries = [
    await act(cast.clerk, filing, 'approve', { reason: '同意' }),
    await act(cast.lead, filing, 'accept'),
    await expert.get('/audit-events'),
    await cast.director.post('/filings/fil_none/actions/approve', { reason: '同意' }),
  ];
  const found = await onRecord();
  for (const tried of tries) {
    const row = found.find(({ requestId }) => requestId === tried.headers.get('X-Request-Id'));
    expect(row, tried.text).toMatchObject({ status: tried.status, at: '2026-06-01T09:00:00.000+08:00' });
    expect(row?.code).toBe((JSON.parse(tried.text) as { code: string }).code);
  }
  expect(found.map(({ userId }) => userId)).toEqual(
    expect.arrayContaining([cast.clerk.id, cast.lead.id, cast.director.id, expert.id]),
  );
});

it('a form that was filled in wrongly, a page not found and looking without an account are no attempts', async () => {
  const before = await onRecord();
  await cast.lead.post('/organizations', { name: '' });
  await cast.lead.get('/filings/fil_none');
  await app.get('/filings');
  await app.get('/api/auth/get-session');
  await app.post('/api/auth/sign-up/email', { email: 'x' });
  expect(await onRecord()).toEqual(before);
});

it('the token of an invitation never gets there', async () => {
  await cast.lead.post('/invitations/secret-token-of-somebody/accept', {});
  expect(JSON.stringify(await onRecord())).not.toContain('secret-token');
});

it('what an officer tries while the office is still closed stands before the bureau’s auditor too', async () => {
  const strict = anApp({ ENVIRONMENT: 'production', ORIGIN: 'http://localhost' });
  const officer = await anOfficer(app, 'clerk');
  const body = { code: '000000' };
  const answer = await strict.post('/api/auth/two-factor/verify-totp', body, { Cookie: officer.cookie });
  expect(answer.status).toBeGreaterThanOrEqual(401);
  const row = (await onRecord()).find(({ requestId }) => requestId === answer.headers.get('X-Request-Id'));
  expect(row).toMatchObject({ userId: officer.id, jurisdiction: '370200' });
});

it('only an auditor of the jurisdiction reads it', async () => {
  expect(await onRecord(await anOfficer(app, 'auditor', { jurisdiction: '410300' }))).toEqual([]);
  expect((await cast.director.get('/audit-events/refusals')).status).toBe(403);
  expect((await app.get('/audit-events/refusals')).status).toBe(401);
});

it('nobody fills the record: two hundred an hour for one person', async () => {
  const one = {
    requestId: 'req_1',
    userId: 'usr_busy',
    jurisdiction: '370200',
    method: 'POST',
    path: '/x',
    status: 403,
    code: 'not-allowed',
  };
  for (let n = 0; n < 205; n += 1) await recordRefusal(db, { ...one, at: 1_000_000 });
  const count = async () =>
    (await db.d1.prepare(`SELECT count(*) AS n FROM refusals WHERE user_id = 'usr_busy'`).first<{ n: number }>())?.n;
  expect(await count()).toBe(200);
  await recordRefusal(db, { ...one, at: 1_000_000 + 3_600_000 });
  expect(await count()).toBe(201);
});

it.each([
  'UPDATE refusals SET code = 1',
  'DELETE FROM refusals',
  `INSERT OR REPLACE INTO refusals SELECT id, 0, request_id, user_id, jurisdiction, method, path, status, code, address, tried_user_id FROM refusals`,
])('the record is append-only: %s', async (sql) => {
  await expect(db.d1.prepare(sql).run()).rejects.toThrow(/append-only/);
});

describe('of strangers', () => {
  const ORIGIN = 'https://lianchuang.example';
  const production = anApp({ ENVIRONMENT: 'production', ORIGIN });
  const signIn = (email: string, address = '203.0.113.7', password = 'wrong-password') =>
    production.post(
      '/api/auth/sign-in/email',
      { email, password },
      { Origin: ORIGIN, 'CF-Connecting-IP': address, 'User-Agent': 'guessing-machine' },
    );
  const rowOf = async ({ headers }: Answer<unknown>, person = auditor) =>
    (await onRecord(person)).find(({ requestId }) => requestId === headers.get('X-Request-Id'));

  it('a wrong password for an officer stands before the auditor of the bureau, and nothing else tells of it', async () => {
    const answer = await signIn(cast.director.email.toUpperCase());
    expect(await rowOf(answer)).toEqual({
      id: expect.stringMatching(/^evt_/),
      at: '2026-06-01T09:00:00.000+08:00',
      requestId: answer.headers.get('X-Request-Id'),
      userId: null,
      address: expect.stringMatching(/^[0-9a-f]{32}$/),
      triedUserId: cast.director.id,
      jurisdiction: '370200',
      method: 'POST',
      path: '/api/auth/sign-in/email',
      status: 401,
      code: 'password-wrong',
    });
    expect(await rowOf(answer, await anOfficer(app, 'auditor', { jurisdiction: '410300' }))).toBeUndefined();
    const unknown = await signIn('nobody-here@test.example');
    expect([unknown.status, unknown.text]).toEqual([answer.status, answer.text]);
    expect([...unknown.headers.keys()]).toEqual([...answer.headers.keys()]);
  });

  it('one on no account concerns no bureau: every auditor sees it', async () => {
    const answer = await signIn('nobody-there@test.example');
    for (const each of [auditor, await anOfficer(app, 'auditor', { jurisdiction: '410300' })])
      expect(await rowOf(answer, each)).toMatchObject({ triedUserId: null, jurisdiction: null, status: 401 });
  });

  it('an attempt on an applicant belongs to the bureau of the organization', async () => {
    expect(await rowOf(await signIn(cast.lead.email))).toMatchObject({
      triedUserId: cast.lead.id,
      jurisdiction: '370200',
    });
  });

  it('so do a lock, a page elsewhere, and a change without signing in', async () => {
    let locked = await signIn('locked@test.example');
    for (let n = 0; n < 10; n += 1) locked = await signIn('locked@test.example');
    const foreign = await app.post('/filings/fil_1/actions/submit', {}, { Origin: 'https://evil.example' });
    const outside = await app.post('/filings', {});
    expect(await rowOf(locked)).toMatchObject({ status: 429, code: 'too-many-attempts' });
    expect(await rowOf(foreign)).toMatchObject({ status: 403, code: 'foreign-origin', userId: null });
    expect(await rowOf(outside)).toMatchObject({ status: 401, code: 'not-signed-in', path: '/api/v1/filings' });
  });

  it('no address of mail or network and no password is kept', async () => {
    await signIn('very-private@test.example', '198.51.100.77', 'a-password-of-somebody');
    const { results } = await app.env.DB.prepare('SELECT * FROM refusals').all();
    expect(results.length).toBeGreaterThan(5);
    expect(JSON.stringify(results)).not.toMatch(/very-private|198\.51|203\.0|a-password|guessing-machine|@/);
  });

  it('a flood leaves sixty rows an hour for one address and three hundred for all', async () => {
    const one = { requestId: 'req_1', method: 'POST', path: '/flood', status: 401, code: 'password-wrong' };
    const at = Date.parse('2027-01-01T09:00:00+08:00');
    const count = () =>
      db.d1.prepare(`SELECT count(*) AS n FROM refusals WHERE path = '/flood'`).first<{ n: number }>();
    const flood = (address: string, hour = 0) =>
      Promise.all(
        Array.from({ length: 70 }, () =>
          recordStranger(db, { ...one, at: at + hour * 3_600_000, address, tried: { userId: 'usr_x' } }),
        ),
      );
    await flood('a');
    expect(await count()).toEqual({ n: MOST_PER_HOUR.address });
    for (const each of ['b', 'c', 'd', 'e', 'f', 'g']) await flood(each);
    expect(await count()).toEqual({ n: MOST_PER_HOUR.nobody });
    await flood('a', 1);
    expect(await count()).toEqual({ n: MOST_PER_HOUR.nobody + MOST_PER_HOUR.address });
  });

  it('what is tried on an officer is on record however loud the noise from elsewhere, sixty times an hour', async () => {
    const one = { requestId: 'req_1', method: 'POST', status: 401, code: 'password-wrong' };
    const at = Date.parse('2027-06-01T09:00:00+08:00');
    for (let n = 0; n < MOST_PER_HOUR.nobody + 10; n += 1)
      await recordStranger(db, { ...one, at, path: '/noise', address: `noise-${n % 7}`, tried: undefined });
    for (let n = 0; n < MOST_PER_HOUR.tried + 10; n += 1)
      await recordStranger(db, {
        ...one,
        at,
        path: '/attack',
        address: 'noise-1',
        tried: { userId: cast.director.id },
      });
    const { results } = await db.d1
      .prepare(
        `SELECT path, count(*) AS n FROM refusals WHERE path IN ('/noise', '/attack') GROUP BY path ORDER BY path`,
      )
      .all();
    expect(results).toEqual([
      { path: '/attack', n: MOST_PER_HOUR.tried },
      { path: '/noise', n: MOST_PER_HOUR.nobody },
    ]);
  });

  it('ends after half a year, when what people tried stays', async () => {
    const day = 86_400_000;
    const at = Date.parse('2028-01-01T09:00:00+08:00');
    const one = { requestId: 'req_old', at, method: 'POST', path: '/old', status: 401, code: 'not-signed-in' };
    await recordStranger(db, { ...one, address: 'z', tried: undefined });
    await recordRefusal(db, { ...one, userId: 'usr_old', jurisdiction: '370200' });
    const left = async () =>
      (await db.d1.prepare(`SELECT user_id FROM refusals WHERE path = '/old'`).all<{ user_id: string }>()).results;
    await eraseExpired(db, at + 180 * day);
    expect(await left()).toHaveLength(2);
    await eraseExpired(db, at + 180 * day + 1);
    expect(await left()).toEqual([{ user_id: 'usr_old' }]);
  });
});
