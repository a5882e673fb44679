import type { AccountView } from '@lianchuang/contract/accounts';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, went, type Problem } from '../../test/app-under-test.ts';
import { clock } from '../../test/cases.ts';
import { anOfficer, anOrganization, aPerson, holdsOffice, PASSWORD, type Person } from '../../test/people.ts';

const app = anApp();
const HERE = { jurisdiction: '370200', role: 'clerk' };
let system: Person;
let security: Person;
let auditor: Person;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  system = await anOfficer(app, 'system_administrator');
  security = await anOfficer(app, 'security_administrator');
  auditor = await anOfficer(app, 'auditor');
});

const act = <T = AccountView>(by: Person, on: Person, action: string, more = {}) =>
  by.post<T>(`/accounts/${on.id}/actions/${action}`, { reason: '理由。', ...more });
const signIn = (email: string) => app.post('/api/auth/sign-in/email', { email, password: PASSWORD });

describe('a disabled account', () => {
  it('is out at the next request, cannot sign in, and comes back when it is enabled', async () => {
    const person = await anOfficer(app, 'clerk');
    expect((await person.get('/filings')).status).toBe(200);
    const view = went(await act(system, person, 'disable'));
    expect(view).toMatchObject({ disabledAt: '2026-06-01T09:00:00.000+08:00', sessions: 0 });
    expect(view.timeline.at(-1)).toMatchObject({ label: '停用账号', note: '理由。', by: system.name });
    expect((await person.get('/filings')).status).toBe(401);
    const wrong = await app.post('/api/auth/sign-in/email', { email: person.email, password: 'not-the-password' });
    const refused = await signIn(person.email);
    expect([refused.status, refused.text]).toEqual([401, wrong.text]);
    went(await act(system, person, 'enable'));
    expect((await signIn(person.email)).status).toBe(200);
  });

  it('keeps what it did: cases and history name it as before', async () => {
    const person = await aPerson(app);
    const organization = await anOrganization(person);
    went(await act(system, person, 'disable'));
    const trail = went(
      await auditor.get<{ items: { actor: { name: string } }[] }>(`/audit-events?subject=${organization.id}`),
    );
    expect(trail.items.map(({ actor }) => actor.name)).toEqual([person.name]);
  });
});

it('ended sessions open nothing, a new sign-in does', async () => {
  const person = await anOfficer(app, 'director');
  expect((await signIn(person.email)).status).toBe(200);
  expect(went(await act(system, person, 'end-sessions')).sessions).toBe(0);
  expect((await person.get('/me')).status).toBe(401);
  expect((await signIn(person.email)).status).toBe(200);
});

it('whoever lost phone and recovery codes begins anew after the second factor was cleared', async () => {
  const person = await anOfficer(app, 'clerk');
  went(await person.post('/api/auth/two-factor/enable', { password: PASSWORD }));
  await app.env.DB.prepare('UPDATE users SET two_factor_enabled = 1 WHERE id = ?').bind(person.id).run();
  expect(went(await act(system, person, 'reset-second-factor')).secondFactor).toBe(false);
  expect((await person.get('/me')).status).toBe(401);
  const left = await app.env.DB.prepare('SELECT count(*) AS n FROM second_factors WHERE user_id = ?')
    .bind(person.id)
    .first<{ n: number }>();
  expect(left?.n).toBe(0);
});

describe('an office', () => {
  it('is granted by address, opens at the next request, and closes at the next after it ended', async () => {
    const person = await aPerson(app);
    expect((await person.get<{ items: [] }>('/filings')).body.items).toEqual([]);
    const granted = went(
      await security.post<AccountView>('/offices', { ...HERE, email: person.email.toUpperCase(), reason: '新任。' }),
    );
    expect(granted.offices.map(({ role, jurisdiction }) => [role, jurisdiction.code])).toEqual([['clerk', '370200']]);
    const me = () =>
      person.get<{ offices: { role: string }[] }>('/me').then(({ body }) => body.offices.map((each) => each.role));
    expect(await me()).toEqual(['clerk']);
    went(await act(security, person, 'end-office', HERE));
    const again = await signIn(person.email);
    const cookie = (again.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    const left = await app.get<{ offices: [] }>('/me', { Cookie: cookie });
    expect([left.status, left.body.offices]).toEqual([200, []]);
  });

  it('of a recommender may be limited to a district', async () => {
    const person = await aPerson(app);
    const body = {
      email: person.email,
      jurisdiction: '370200',
      role: 'recommender',
      divisionCode: '370202',
      reason: '。',
    };
    expect(went(await security.post<AccountView>('/offices', body)).offices[0]?.division?.name).toBe('市南区');
  });

  it('is not granted to an address that nobody has, and the answer says what to do', async () => {
    const answer = await security.post<Problem>('/offices', { ...HERE, email: 'nobody@test.example', reason: '。' });
    expect([answer.status, answer.body.code]).toEqual([404, 'account.unknown-address']);
  });

  it('stays with one of the three administrators alone', async () => {
    const person = await anOfficer(app, 'auditor');
    const answer = await security.post<Problem>('/offices', { ...HERE, email: person.email, reason: '。' });
    expect([answer.status, answer.body.code]).toEqual([409, 'account.offices-exclude']);
  });

  it('granted twice at once is granted once, with one event', async () => {
    const person = await aPerson(app);
    const body = { ...HERE, email: person.email, reason: '。' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => security.post('/offices', body)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    const trail = went(await auditor.get<{ items: unknown[] }>(`/audit-events?subject=${person.id}`));
    expect(trail.items).toHaveLength(1);
  });
});

describe('the auditor', () => {
  it('reads who did what to which account and why, and changes nothing', async () => {
    const person = await anOfficer(app, 'clerk');
    went(await act(system, person, 'disable'));
    went(await act(security, person, 'end-office', HERE));
    const trail = went(
      await auditor.get<{ items: { action: string; version: number; actor: { id: string }; payload: object }[] }>(
        `/audit-events?subject=${person.id}`,
      ),
    );
    expect(trail.items.map(({ action, version, actor }) => [action, version, actor.id])).toEqual([
      ['account.end-office', 2, security.id],
      ['account.disable', 1, system.id],
    ]);
    expect(trail.items[0]?.payload).toEqual({ ...HERE, reason: '理由。' });
    const view = went(await auditor.get<AccountView>(`/accounts/${person.id}`));
    expect([view.actions, view.endable]).toEqual([[], []]);
  });
});

it('addresses are masked in every answer, and looking somebody up keeps the address out of the URL', async () => {
  const person = await anOfficer(app, 'clerk', {});
  const found = await system.post<AccountView>('/account-lookups', { email: person.email });
  const listed = await system.get('/accounts?limit=100');
  expect(found.text + listed.text).not.toContain(person.email);
  expect(went(found).email).toBe('p***@test.example');
});

it('a person’s own data tell what was done to the account and what was tried on it', async () => {
  const person = await anOfficer(app, 'clerk');
  went(await act(system, person, 'confirm'));
  await app.post('/api/auth/sign-in/email', { email: person.email, password: 'not-the-password' });
  await person.get('/audit-events');
  const own = went(
    await person.get<{ acts: { action: string }[]; refused: { status: number; path: string }[] }>('/me/personal-data'),
  );
  expect(own.acts.map(({ action }) => action)).toEqual(['account.confirm']);
  expect(own.refused.map(({ status, path }) => [status, path])).toEqual([
    [403, '/api/v1/audit-events'],
    [401, '/api/auth/sign-in/email'],
  ]);
});

it('two security administrators who end each other at once: one stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const jurisdiction = '410000';
    const [one, other] = await Promise.all([
      anOfficer(app, 'security_administrator', { jurisdiction }),
      anOfficer(app, 'security_administrator', { jurisdiction }),
    ]);
    const office = { jurisdiction, role: 'security_administrator' };
    const answers = await Promise.all([act(one, other, 'end-office', office), act(other, one, 'end-office', office)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const roles = await Promise.all([one, other].map((each) => each.get<{ offices: [] }>('/me')));
    expect(roles.filter(({ body, status }) => status === 200 && (body.offices as unknown[]).length === 1)).toHaveLength(
      1,
    );
  }
});

it('whose office ends has to sign in again: the long session of an applicant is not inherited', async () => {
  const person = await anOfficer(app, 'clerk');
  expect(went(await act(security, person, 'end-office', HERE)).sessions).toBe(0);
  expect((await person.get('/me')).status).toBe(401);
});

it('erasing somebody leaves no kept answer that names them', async () => {
  const person = await aPerson(app, { name: '示例注销者' });
  const key = { 'Idempotency-Key': 'named-in-an-answer' };
  went(await system.post(`/accounts/${person.id}/actions/confirm`, { reason: '核实。' }, key));
  went(await person.post('/me/actions/erase', { email: person.email }));
  const { results } = await app.env.DB.prepare("SELECT body FROM idempotency WHERE body LIKE '%示例注销者%'").all();
  expect(results).toEqual([]);
});

it('an officer who serves two bureaus is listed in both and shut out by neither alone', async () => {
  const person = await anOfficer(app, 'clerk');
  await holdsOffice(app, person, 'clerk', { jurisdiction: '410300' });
  const there = await anOfficer(app, 'system_administrator', { jurisdiction: '410300' });
  for (const administrator of [system, there]) {
    expect((await administrator.get(`/accounts/${person.id}`)).status).toBe(200);
    const answer = await act<Problem>(administrator, person, 'disable');
    expect([answer.status, answer.body.code]).toEqual([403, 'account.other-bureau']);
  }
});

it('a reason is needed and what was refused for lack of one changed nothing', async () => {
  const person = await anOfficer(app, 'clerk');
  const answer = await act<Problem>(system, person, 'disable', { reason: ' ' });
  expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, '/reason']);
  expect((await person.get('/me')).status).toBe(200);
});
