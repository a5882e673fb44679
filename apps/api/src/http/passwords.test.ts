import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { anApp, went, type Problem } from '../../test/app-under-test.ts';
import { cookiesOf, enrolled, enter as enterTotp, atSecondStep } from '../../test/authenticator.ts';
import { entering, messagesTo, shownOn, told } from '../../test/codes.ts';
import { oneClock } from '../../test/one-clock.ts';
import { signIn, withPasskey } from '../../test/passkeys.ts';
import { aPerson, holdsOffice, PASSWORD, type Person } from '../../test/people.ts';

const app = anApp();
const { later } = oneClock();
const NEW = 'quite-another-one';

async function aConfirmed(): Promise<Person> {
  const person = await aPerson(app);
  await env.DB.prepare('UPDATE users SET email_verified = 1 WHERE id = ?').bind(person.id).run();
  later(1000);
  return person;
}
const set = (Cookie: string, body: object = { password: NEW }) =>
  app.post<Problem>('/api/auth/password/set', body, { Cookie });
const withPassword = async (email: string, password: string) =>
  (await app.post('/api/auth/sign-in/email', { email, password })).status;
/** A session begun by a code sent by mail; where a second factor is on, one that still waits for it. */
async function byMail({ email }: { email: string }): Promise<string> {
  const asked = cookiesOf(await app.post('/api/auth/mail/send', { email }));
  const entered = await entering(app, 'mail')(asked, await shownOn(email));
  went(entered);
  return cookiesOf(entered);
}
const own = async (Cookie: string) => went(await app.get('/api/auth/password', { Cookie }));
const isLive = async (Cookie: string) => (await app.get('/me', { Cookie })).status === 200;
const NOT_FRESH = { status: 403, code: 'sign-in-not-fresh' };

describe('a forgotten password', () => {
  it('is set anew after a code by mail, signs in from then on, and every other session is over', async () => {
    const person = await aConfirmed();
    const session = await byMail(person);
    went(await set(session));
    expect([await isLive(session), await isLive(person.cookie)]).toEqual([true, false]);
    expect(await withPassword(person.email, PASSWORD)).toBe(401);
    expect(await withPassword(person.email, NEW)).toBe(200);
  });

  it('is told of by mail, without the password', async () => {
    const person = await aConfirmed();
    went(await set(await byMail(person)));
    await vi.waitFor(async () => expect(await messagesTo(person.email)).toBe(2));
    const { results } = await env.DB.prepare('SELECT subject, body FROM kept_messages WHERE recipient = ?')
      .bind(person.email)
      .all();
    expect(results.map((each) => each['subject'])).toContain('密码已修改');
    expect(JSON.stringify(results)).not.toContain(NEW);
  });

  it('is set anew within ten minutes of the sign-in, and at the tenth only with the one before', async () => {
    const person = await aConfirmed();
    const session = await byMail(person);
    later(599_999);
    expect(await own(session)).toEqual({ isSet: true, takesCurrent: false });
    went(await set(session));
    later(1);
    expect(await own(session)).toEqual({ isSet: true, takesCurrent: true });
    expect(told(await set(session, { password: 'a-third-password' }))).toEqual(NOT_FRESH);
    went(await set(session, { password: 'a-third-password', current: NEW }));
    expect(await withPassword(person.email, 'a-third-password')).toBe(200);
  });

  it('takes the one before where the password itself began the session', async () => {
    const person = await aConfirmed();
    expect(told(await set(person.cookie))).toEqual(NOT_FRESH);
    const wrong = await set(person.cookie, { password: NEW, current: 'not-the-password' });
    expect(told(wrong)).toEqual({ status: 401, code: 'password-wrong' });
    went(await set(person.cookie, { password: NEW, current: PASSWORD }));
    expect(await isLive(person.cookie)).toBe(true);
    expect(await withPassword(person.email, NEW)).toBe(200);
  });

  it('is tried five times with a wrong one before, then waits', async () => {
    const person = await aConfirmed();
    const tries = [];
    for (let n = 0; n < 6; n += 1)
      tries.push((await set(person.cookie, { password: NEW, current: 'not-the-password' })).status);
    expect(tries).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('of somebody who signed up by a code is the first one, and one only of two set at once', async () => {
    const phone = '13700000001';
    const asked = cookiesOf(await app.post('/api/auth/phone/send', { phone }));
    went(await entering(app, 'phone')(asked, await shownOn(phone)));
    const session = cookiesOf(await app.post('/api/auth/phone/sign-up', { name: '无密码' }, { Cookie: asked }));
    expect(await own(session)).toEqual({ isSet: false, takesCurrent: false });
    const answers = await Promise.all([set(session), set(session)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { id } = went(await app.get<{ user: { id: string } }>('/me', { Cookie: session })).user;
    const rows = await env.DB.prepare('SELECT count(*) AS n FROM accounts WHERE user_id = ?')
      .bind(id)
      .first<number>('n');
    expect(rows).toBe(1);
    went(await app.post('/api/auth/phone/remove', { password: NEW }, { Cookie: session }));
    later(600_000);
    expect(told(await set(session, { password: PASSWORD }))).toEqual(NOT_FRESH);
  });

  it.each(['', 'short-one', 'x'.repeat(201)])('%j is none: 422, as at sign-up', async (password) => {
    const person = await aConfirmed();
    expect((await set(await byMail(person), { password })).status).toBe(422);
    expect(await withPassword(person.email, PASSWORD)).toBe(200);
  });

  it('takes a session', async () => {
    expect(told(await set(''))).toEqual({ status: 401, code: 'not-signed-in' });
    expect((await app.get('/api/auth/password')).status).toBe(401);
  });
});

describe('whoever has a second factor', () => {
  it('sets a password anew only after showing it: a code by mail alone is not enough', async () => {
    const person = await aConfirmed();
    const { shown } = await enrolled(app, person);
    later(61_000);
    const waiting = await byMail(person);
    expect((await set(waiting)).status).toBe(401);
    const finished = await enterTotp(app, waiting, await shown());
    went(finished);
    went(await set(cookiesOf(finished)));
    expect(await withPassword(person.email, NEW)).toBe(200);
  });

  it('sets it anew after a passkey, and not after a code by mail beside which the passkey was not shown', async () => {
    const person = await aConfirmed();
    const { device } = await withPasskey(app, person);
    const unproven = await byMail(person);
    expect(told(await set(unproven))).toEqual(NOT_FRESH);
    later(1000);
    went(await set(cookiesOf(await signIn(app, device))));
    expect(await withPassword(person.email, NEW)).toBe(200);
  });

  it('finds sign-ins closed that knew the old password and waited for the second step', async () => {
    const person = await aConfirmed();
    const { cookie, shown } = await enrolled(app, person);
    const half = await atSecondStep(app, person);
    went(await set(cookie, { password: NEW, current: PASSWORD }));
    later(30_000);
    expect((await enterTotp(app, half, await shown())).status).toBe(401);
  });
});

it('the holder of an office finds on record that a password was set, and nothing of it', async () => {
  const officer = await holdsOffice(app, await aConfirmed(), 'clerk');
  went(await set(officer.cookie, { password: NEW, current: PASSWORD }));
  const { results } = await env.DB.prepare('SELECT action, payload FROM events WHERE subject = ?')
    .bind(officer.id)
    .all();
  expect(results).toEqual([{ action: 'account.password-set', payload: '{}' }]);
});

it('nobody changes the password that a demonstration prints for everybody, and in a demonstration one’s own like anywhere', async () => {
  const demo = anApp({ ENVIRONMENT: 'demo' });
  const change = async (email: string) => {
    const person = await aPerson(demo, { email });
    const body = { password: NEW, current: PASSWORD };
    return demo.post<Problem>('/api/auth/password/set', body, { Cookie: person.cookie });
  };
  expect(told(await change('lead@demo.example'))).toEqual({ status: 403, code: 'password.of-demonstration' });
  went(await change('somebody@test.example'));
});
