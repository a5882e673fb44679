import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, HERE, refused, went, writingNothing, type Problem } from '../../test/app-under-test.ts';
import { aDraft, clock } from '../../test/cases.ts';
import {
  anOfficer,
  anOrganization,
  anOrganizationForm,
  aPerson,
  holdsRole,
  PASSWORD,
  type Person,
} from '../../test/people.ts';

const app = anApp();
let person: Person;
let organizationId: string;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  person = await aPerson(app);
  organizationId = (await anOrganization(person)).id;
}, 60_000);

const SIGNED_IN: readonly (readonly [string, string])[] = [
  ['GET', '/me'],
  ['POST', '/organizations'],
  ['GET', '/filings'],
  ['GET', '/filings/inbox'],
  ['POST', '/filings'],
  ['GET', '/filings/fil_1'],
  ['PATCH', '/filings/fil_1'],
  ['POST', '/filings/fil_1/members'],
  ['PATCH', '/filings/fil_1/members/fmb_1'],
  ['DELETE', '/filings/fil_1/members/fmb_1'],
  ['POST', '/filings/fil_1/actions/submit'],
  ['POST', '/filings/fil_1/actions/register'],
  ['POST', '/invitations/abc/accept'],
  ['GET', '/consortia/con_1/actions'],
  ['POST', '/consortia/con_1/actions/revoke'],
  ['GET', '/notices/ntc_1/objections'],
  ['POST', '/notices/ntc_1/objections/obj_1/actions/rule'],
  ['GET', '/audit-events'],
];
const body = (method: string) => (method === 'POST' || method === 'PATCH' ? { body: {} } : {});

describe('without a valid session', () => {
  it.each(SIGNED_IN)('%s %s asks for sign-in', async (method, path) => {
    const { body: problem, headers } = await refused(401, 'not-signed-in', () =>
      app.request(method, path, body(method)),
    );
    expect(problem).not.toHaveProperty('errors');
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  it('a cookie with one character changed opens nothing, wherever it is', async () => {
    const [name, value = ''] = person.cookie.split('=');
    for (const at of [0, 5, Math.floor(value.length / 2), value.length - 6]) {
      const other = value[at] === 'A' ? 'B' : 'A';
      const Cookie = `${name}=${value.slice(0, at)}${other}${value.slice(at + 1)}`;
      await refused(401, 'not-signed-in', () => app.get('/me', { Cookie }));
    }
  });

  it.each([
    'session=',
    'session=null',
    'session=undefined',
    'session=a.b',
    '__Host-session=x',
    'session="',
    'session=%00',
    'better-auth.session_token=x',
  ])('a made-up cookie opens nothing: %s', async (Cookie) => {
    await refused(401, 'not-signed-in', () => app.get('/me', { Cookie }));
  });

  it('the token without its signature opens nothing', async () => {
    const Cookie = person.cookie.slice(0, person.cookie.indexOf('.'));
    await refused(401, 'not-signed-in', () => app.get('/me', { Cookie }));
  });

  it('two session cookies open nothing, whichever is good', async () => {
    for (const Cookie of [
      `${person.cookie}; session=x.y`,
      `session=x.y; ${person.cookie}`,
      `${person.cookie}; ${person.cookie}`,
      `__Host-session=x; ${person.cookie}`,
    ]) {
      await refused(401, 'not-signed-in', () => app.get('/me', { Cookie }));
    }
    expect((await app.get('/me', { Cookie: `other=1; ${person.cookie}; theme=dark` })).status).toBe(200);
  });

  it('a signed-out session opens nothing', async () => {
    const leaving = await aPerson(app);
    expect((await leaving.get('/me')).status).toBe(200);
    expect((await leaving.post('/api/auth/sign-out', {})).status).toBe(200);
    await refused(401, 'not-signed-in', () => leaving.get('/me'));
  });

  it('a session that is over opens nothing', async () => {
    const late = await aPerson(app);
    await app.env.DB.prepare('UPDATE sessions SET expires_at = ? WHERE user_id = ?')
      .bind(Date.now() - 1000, late.id)
      .run();
    expect((await late.get<Problem>('/me')).body.code).toBe('not-signed-in');
  });

  it('a wrong password and an unknown address answer alike', async () => {
    const signIn = async (email: string, password: string) => {
      const { status, text } = await app.post('/api/auth/sign-in/email', { email, password });
      return { status, text };
    };
    const wrong = await signIn(person.email, 'wrong-password');
    expect(wrong.status).toBe(401);
    expect(await signIn('nobody@test.example', 'wrong-password')).toEqual(wrong);
  });

  it('an address is taken whatever its letters, and signing in takes any', async () => {
    const again = await writingNothing(() =>
      app.post('/api/auth/sign-up/email', { email: person.email.toUpperCase(), password: PASSWORD, name: '又一人' }),
    );
    expect(again.status).toBe(422);
    expect(
      (await app.post('/api/auth/sign-in/email', { email: person.email.toUpperCase(), password: PASSWORD })).status,
    ).toBe(200);
  });

  it.each(['short', '', 'x'.repeat(201)])('a password of %j is refused', async (password) => {
    const { status } = await writingNothing(() =>
      app.post('/api/auth/sign-up/email', { email: 'weak@test.example', password, name: '弱' }),
    );
    expect([400, 422]).toContain(status);
  });

  it.each([{ role: 'admin' }, { emailVerified: true }, { id: 'usr_chosen' }, { banned: false }])(
    'nobody signs up with more than a name: %j',
    async (more) => {
      const email = `more-${JSON.stringify(more).length}@test.example`;
      await app.post('/api/auth/sign-up/email', { email, password: PASSWORD, name: '多写', ...more });
      const row = await app.env.DB.prepare('SELECT id, email_verified FROM users WHERE email = ?')
        .bind(email)
        .first<{ id: string; email_verified: number }>();
      if (row !== null) expect([row.email_verified, row.id === 'usr_chosen']).toEqual([0, false]);
    },
  );
});

describe('roles are read anew on every request', () => {
  it('an office or a role in an organization that is taken away is gone at once', async () => {
    const clerk = await anOfficer(app, 'auditor');
    expect((await clerk.get('/audit-events')).status).toBe(200);
    await app.env.DB.prepare('DELETE FROM offices WHERE user_id = ?').bind(clerk.id).run();
    await refused(403, 'not-allowed', () => clerk.get('/audit-events'));

    const editor = await holdsRole(app, await aPerson(app), organizationId, 'editor');
    const draft = await aDraft(person, organizationId);
    expect((await editor.get(`/filings/${draft.id}`)).status).toBe(200);
    await app.env.DB.prepare('DELETE FROM organization_people WHERE user_id = ?').bind(editor.id).run();
    await refused(404, 'not-found', () => editor.get(`/filings/${draft.id}`));
  });
});

describe('a change has to come from this site', () => {
  const ORIGINS = [
    'https://evil.example',
    'null',
    'http://localhost:1',
    'https://localhost',
    'http://sub.localhost',
    'http://localhost.evil.example',
    'http://127.0.0.1',
    '',
  ];
  const TYPES = [
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
  ];

  it.each(ORIGINS)('from %j it is refused, whatever its content type', async (Origin) => {
    for (const type of TYPES) {
      const headers = { Origin, ...(type === '' ? {} : { 'Content-Type': type }) };
      const bytes = new TextEncoder().encode(JSON.stringify(anOrganizationForm()));
      await refused(403, 'foreign-origin', () => person.send('POST', '/organizations', { body: bytes, headers }));
    }
  });

  it('nor can a foreign site sign somebody in, up or out', async () => {
    for (const path of ['sign-in/email', 'sign-up/email', 'sign-out']) {
      const send = () =>
        person.send('POST', `/api/auth/${path}`, {
          body: { email: person.email, password: PASSWORD, name: '名' },
          headers: { Origin: 'https://evil.example' },
        });
      await refused(403, 'foreign-origin', send);
    }
    expect((await person.get('/me')).status).toBe(200);
  });

  it.each(['cross-site', 'same-site', 'none'])(
    'a browser that hides its origin and comes %s is refused',
    async (site) => {
      const response = await app.request<Problem>('POST', '/organizations', {
        body: anOrganizationForm(),
        headers: { Cookie: person.cookie, Origin: '', 'Sec-Fetch-Site': site },
      });
      expect([response.status, response.body.code]).toEqual([403, 'foreign-origin']);
    },
  );

  it('in production the setting says where this site is, not the address of the request', async () => {
    const production = anApp({ ENVIRONMENT: 'production', ORIGIN: 'https://lianchuang.example' });
    const send = (Origin: string) =>
      production.request<Problem>('POST', '/eligibility-checks', { body: {}, headers: { Origin } });
    expect((await send(HERE)).body.code).toBe('foreign-origin');
    expect((await send('https://lianchuang.example')).body.code).toBe('invalid-input');
  });

  it('in production nobody is let in before the address is confirmed', async () => {
    const production = anApp({ ENVIRONMENT: 'production', ORIGIN: 'https://lianchuang.example' });
    const Origin = 'https://lianchuang.example';
    const form = { email: 'unconfirmed@test.example', password: PASSWORD, name: '未确认' };
    const signedUp = await production.request('POST', '/api/auth/sign-up/email', { body: form, headers: { Origin } });
    went(signedUp);
    expect(signedUp.headers.getSetCookie().filter((each) => /session=[^;]/.test(each))).toEqual([]);
    expect(
      (await production.request('POST', '/api/auth/sign-in/email', { body: form, headers: { Origin } })).status,
    ).toBe(403);
  });

  it('no answer lets another site read it', async () => {
    for (const path of ['/consortia', '/me']) {
      const { headers } = await person.get(path, { Origin: 'https://evil.example' });
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    }
  });
});
