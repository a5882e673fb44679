import type { RefusalPage } from '@lianchuang/contract/events';
import { open } from '@lianchuang/db/client';
import { recordRefusal } from '@lianchuang/db/refusals/record';
import { beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import { anApp, went } from '../../test/app-under-test.ts';
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

it('a form that was filled in wrongly, a page not found and a visitor without account are no attempts', async () => {
  const before = await onRecord();
  await cast.lead.post('/organizations', { name: '' });
  await cast.lead.get('/filings/fil_none');
  await app.post('/filings', {});
  expect(await onRecord()).toEqual(before);
});

it('the token of an invitation never gets there', async () => {
  await cast.lead.post('/invitations/secret-token-of-somebody/accept', {});
  expect(JSON.stringify(await onRecord())).not.toContain('secret-token');
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
  `INSERT OR REPLACE INTO refusals SELECT id, 0, request_id, user_id, jurisdiction, method, path, status, code FROM refusals`,
])('the record is append-only: %s', async (sql) => {
  await expect(db.d1.prepare(sql).run()).rejects.toThrow(/append-only/);
});
