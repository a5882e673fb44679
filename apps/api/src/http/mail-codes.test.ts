import { erasePerson, eraseExpired } from '@lianchuang/db/accounts/erase';
import { open } from '@lianchuang/db/client';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { anApp, went, type Answer, type App, type Problem } from '../../test/app-under-test.ts';
import { cookiesOf, enrolled, enter as enterTotp } from '../../test/authenticator.ts';
import { entering, messagesTo, newestWayOf, otherThan, shownOn, told } from '../../test/codes.ts';
import { oneClock } from '../../test/one-clock.ts';
import { now } from '../platform/clock.ts';
import { aPerson, holdsOffice, PASSWORD } from '../../test/people.ts';

const app = anApp();
const production = { ENVIRONMENT: 'production', ORIGIN: 'https://lianchuang.example' } as const;
/** In production, with a server of mail that is never asked: nothing leaves the machine in the clear. */
const mute = anApp({ ...production, SMTP_HOST: 'smtp.example.cn', SMTP_SECURITY: 'none' });
const { later } = oneClock();
let count = 0;
/** An address that no other test uses. */
const anAddress = (): string => `mail-${(count += 1)}@test.example`;

async function asked(email: string, headers: Record<string, string> = {}, where: App = app) {
  const answer = await where.post<{ email: string; validUntil: string }>('/api/auth/mail/send', { email }, headers);
  return { answer, cookie: cookiesOf(answer) };
}
const enter = entering(app, 'mail');
const me = (session: string, where: App = app) =>
  where.get<{ user: { id: string; name: string; email: string } }>('/me', { Cookie: session });
const isConfirmed = (email: string) =>
  env.DB.prepare('SELECT email_verified AS n FROM users WHERE email = ?').bind(email).first<number>('n');
const withPassword = (email: string, password = PASSWORD, where: App = app) =>
  where.post<Problem>('/api/auth/sign-in/email', { email, password });

/** Somebody whose address was confirmed, by a code that was sent before the last minute. */
async function aHolder() {
  const person = await aPerson(app, { email: anAddress() });
  await env.DB.prepare('UPDATE users SET email_verified = 1 WHERE id = ?').bind(person.id).run();
  return person;
}

describe('signing up and in by a code sent by mail', () => {
  it('a new address makes an account with a name and a confirmed address, without a password', async () => {
    const email = anAddress();
    const { answer, cookie } = await asked(email.toUpperCase());
    expect(went(answer).email).toBe('m***@test.example');
    expect(went(await enter(cookie, await shownOn(email)))).toEqual({ account: false });
    const made = await app.post('/api/auth/mail/sign-up', { name: '邮新' }, { Cookie: cookie });
    went(made);
    const { body } = await me(cookiesOf(made));
    expect(body.user).toMatchObject({ name: '邮新', email });
    expect(await newestWayOf(body.user.id)).toBe('mail');
    expect(await isConfirmed(email)).toBe(1);
    expect((await withPassword(email)).status).toBe(401);
    const again = await app.post('/api/auth/mail/sign-up', { name: '又新' }, { Cookie: cookie });
    expect(told(again)).toEqual({ status: 401, code: 'mail.code-gone' });
  });

  it('a known address signs in, on record as a sign-in by mail, and its password stays', async () => {
    const person = await aHolder();
    const { cookie } = await asked(person.email);
    const signed = await enter(cookie, await shownOn(person.email));
    expect(went(signed)).toEqual({ account: true });
    expect((await me(cookiesOf(signed))).body.user.id).toBe(person.id);
    expect(await newestWayOf(person.id)).toBe('mail');
    went(await withPassword(person.email));
  });

  it.each(['', 'abc', 'a@localhost', 'a@b.cn,c@d.cn', 'usr-abc@phone.invalid', 'usr-abc@PHONE.INVALID', '13800000000'])(
    '%j is no address: 422, nothing sent',
    async (email) => {
      const { answer } = await asked(email);
      expect(answer.status).toBe(422);
      expect(answer.headers.getSetCookie()).toEqual([]);
    },
  );

  it('whoever has an authenticator is asked for its code next, as after a password', async () => {
    const person = await aHolder();
    const authenticator = await enrolled(app, person);
    later(30_000);
    const { cookie } = await asked(person.email);
    const signed = await enter(cookie, await shownOn(person.email));
    expect(went(signed)).toEqual({ account: true, twoFactorRedirect: true });
    expect((await me(cookiesOf(signed))).status).toBe(401);
    const finished = await enterTotp(app, cookiesOf(signed), await authenticator.shown());
    went(finished);
    expect((await me(cookiesOf(finished))).status).toBe(200);
  });

  it('who was shut out gets nothing: the answer is that of a code which counts no longer', async () => {
    const person = await aPerson(app, { email: anAddress() });
    await env.DB.prepare('UPDATE users SET disabled_at = 1 WHERE id = ?').bind(person.id).run();
    const { cookie } = await asked(person.email);
    const answer = await enter(cookie, await shownOn(person.email));
    expect(told(answer)).toEqual({ status: 401, code: 'mail.code-gone' });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await isConfirmed(person.email)).toBe(0);
  });
});

describe('a code by mail', () => {
  it('counts at 10 min 0 s and no longer a millisecond after', async () => {
    const { email } = await aHolder();
    const first = await asked(email);
    later(600_000);
    expect(went(await enter(first.cookie, await shownOn(email)))).toEqual({ account: true });
    const second = await asked(email);
    later(600_001);
    expect(told(await enter(second.cookie, await shownOn(email)))).toEqual({ status: 401, code: 'mail.code-gone' });
  });

  it('of browser A is refused in browser B, five wrong ones use it up, and of twenty right ones at once one wins', async () => {
    const { email } = await aHolder();
    const a = await asked(email);
    const code = await shownOn(email);
    const b = await asked(anAddress());
    expect(told(await enter(b.cookie, code))).toEqual({ status: 401, code: 'mail.code-wrong' });
    expect(told(await enter('', code))).toEqual({ status: 401, code: 'mail.code-gone' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(a.cookie, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    later(61_000);
    const again = await asked(email);
    const right = await shownOn(email);
    for (let n = 0; n < 5; n += 1) await enter(again.cookie, otherThan(right));
    expect(told(await enter(again.cookie, right))).toEqual({ status: 401, code: 'mail.code-gone' });
  });

  it('that went to a phone opens no mailbox, and the other way round', async () => {
    const phone = '13900000001';
    const text = cookiesOf(await app.post('/api/auth/phone/send', { phone })).replace('phone-code=', 'mail-code=');
    expect(told(await enter(text, await shownOn(phone)))).toEqual({ status: 401, code: 'mail.code-gone' });
    const email = anAddress();
    const { cookie } = await asked(email);
    const swapped = cookie.replace('mail-code=', 'phone-code=');
    const answer = await entering(app, 'phone')(swapped, await shownOn(email));
    expect(told(answer)).toEqual({ status: 401, code: 'phone.code-gone' });
  });

  it('goes out once a minute, five times an hour, to an address however it is written, whoever asks', async () => {
    const email = anAddress();
    went((await asked(email)).answer);
    const tooSoon = (await asked(` ${email.toUpperCase()}`)).answer;
    expect(told(tooSoon)).toEqual({ status: 429, code: 'mail.code-too-soon' });
    expect(tooSoon.headers.get('Retry-After')).toBe('60');
    for (let n = 2; n <= 5; n += 1) {
      later(60_000);
      went((await asked(email)).answer);
    }
    later(60_000);
    expect((await asked(email)).answer.headers.get('Retry-After')).toBe(String(3600 - 5 * 60));
    expect(await messagesTo(email)).toBe(5);
  });

  it('is asked for from one address of origin thirty times an hour', async () => {
    const from = (address: string) => ({ 'CF-Connecting-IP': address, Origin: production.ORIGIN });
    const statuses = [];
    for (let n = 0; n < 31; n += 1) statuses.push((await asked(anAddress(), from('203.0.113.9'), mute)).answer.status);
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 503), 429]);
    expect((await asked(anAddress(), from('203.0.113.10'), mute)).answer.status).toBe(503);
  });

  it('stands in the database as a hash only, and its letter says what it is for in the subject and nothing more', async () => {
    const email = anAddress();
    await asked(email);
    const code = await shownOn(email);
    const { results } = await env.DB.prepare('SELECT * FROM one_time_codes WHERE contact = ?').bind(email).all();
    expect(JSON.stringify(results)).not.toContain(code);
    const kept = await env.DB.prepare('SELECT channel, subject FROM kept_messages WHERE recipient = ?')
      .bind(email)
      .all();
    expect(kept.results).toEqual([{ channel: 'mail', subject: '登录验证码' }]);
  });
});

describe('where a code went', () => {
  const left = (contact: string) =>
    env.DB.prepare('SELECT count(*) AS n FROM one_time_codes WHERE contact = ?').bind(contact).first<number>('n');

  it('is forgotten a day later, and with whoever is erased', async () => {
    const db = open(env.DB, env.SEARCH);
    const [old, person] = [anAddress(), await aHolder()];
    await asked(old);
    later(86_400_000);
    await eraseExpired(db, now());
    expect(await left(old)).toBe(1);
    later(1);
    await asked(person.email);
    await eraseExpired(db, now());
    expect([await left(old), await left(person.email)]).toEqual([0, 1]);
    await erasePerson(db, person.id, now());
    expect(await left(person.email)).toBe(0);
  });
});

describe('a known and an unknown address', () => {
  it('are answered alike: same body but for the address, as many queries and writes, the code asked for and a wrong one entered', async () => {
    const { email } = await aHolder();
    const shape = ({ status, body, headers }: Answer<object>) => ({
      status,
      fields: Object.keys(body),
      cost: headers.get('Server-Timing')?.replace(/dur=[\d.]+|rows_read=\d+/g, ''),
    });
    const both = [];
    for (const address of [email, anAddress()]) {
      const { answer, cookie } = await asked(address);
      const wrong = await enter(cookie, otherThan(await shownOn(address)));
      both.push([shape(answer), shape(wrong), wrong.text.replaceAll(/req_\w+/g, '')]);
    }
    expect(both[0]).toEqual(both[1]);
  });
});

/** An installation that has addresses confirmed first, as production does, and keeps what it sends. */
const HERE_SAFE = 'https://lianchuang.example';
const confirming = anApp({ CONFIRM_FIRST: 'true', ENDLESS_SESSIONS: 'false' });
const real = {
  ...confirming,
  get: <T>(path: string, headers: Record<string, string> = {}) =>
    confirming.get<T>(`${HERE_SAFE}/api/v1${path}`, headers),
  post: <T>(path: string, body?: unknown, headers: Record<string, string> = {}) =>
    confirming.post<T>(`${HERE_SAFE}${path}`, body, { Origin: HERE_SAFE, ...headers }),
} as App;
const enterReal = entering(real, 'mail');
const subjectIn = (to: string) =>
  env.DB.prepare('SELECT subject FROM kept_messages WHERE recipient = ? ORDER BY rowid DESC')
    .bind(to)
    .first<string>('subject');
const signUp = (email: string, password = PASSWORD) =>
  real.post<{ token: string | null; user: { id: string } }>('/api/auth/sign-up/email', {
    email,
    password,
    name: '新人',
  });
const shut = (answer: Answer<unknown>): boolean =>
  !answer.headers.getSetCookie().some((each) => /session=[^;]/.test(each));

describe('in production, an address that signed up with a password', () => {
  it('gets a code, and is confirmed and signed in by it; the password stays, that of the very browser that set it', async () => {
    const email = anAddress();
    const signedUp = await signUp(email);
    expect(went(signedUp).token).toBeNull();
    expect(shut(signedUp)).toBe(true);
    expect(signedUp.headers.get('X-Code-Resend-At')).toMatch(/^2026-/);
    expect(await subjectIn(email)).toBe('确认邮箱的验证码');
    const entered = await enterReal(cookiesOf(signedUp), await shownOn(email));
    expect(went(entered)).toEqual({ account: true });
    expect((await me(cookiesOf(entered), real)).body.user.email).toBe(email);
    later(1000);
    went(await withPassword(email, PASSWORD, real));
  });

  it('keeps the password as well when that browser asks for the code once more', async () => {
    const email = anAddress();
    const signedUp = await signUp(email);
    later(60_000);
    const again = await asked(email, { Cookie: cookiesOf(signedUp) }, real);
    expect(went(await enterReal(again.cookie, await shownOn(email)))).toEqual({ account: true });
    went(await withPassword(email, PASSWORD, real));
  });

  it('that is taken is answered alike and gets a code alike, which leads to the account that is there, its password unchanged', async () => {
    const known = await aHolder();
    const unknown = anAddress();
    const [taken, fresh] = [await signUp(known.email, 'another-password'), await signUp(unknown)];
    const shape = ({ status, body, headers }: Answer<{ user: object }>) => ({
      status,
      fields: Object.keys(body),
      user: Object.keys(body.user),
      resend: headers.get('X-Code-Resend-At'),
      cookies: headers.getSetCookie().map((each) => each.replace(/=[^;]*/, '')),
    });
    expect(shape(taken)).toEqual(shape(fresh));
    expect(await subjectIn(known.email)).toBe(await subjectIn(unknown));
    const entered = await enterReal(cookiesOf(taken), await shownOn(known.email));
    expect(went(entered)).toEqual({ account: true });
    expect((await withPassword(known.email, 'another-password', real)).status).toBe(401);
    went(await withPassword(known.email, PASSWORD, real));
  });

  it('is told to be known by no name that only a new account would be refused for', async () => {
    const known = await aHolder();
    const tried = (email: string) =>
      real.post('/api/auth/sign-up/email', { email, password: PASSWORD, name: '长'.repeat(101) });
    const [taken, fresh] = [await tried(known.email), await tried(anAddress())];
    expect([taken.status, taken.text]).toEqual([fresh.status, fresh.text]);
    expect(taken.status).toBe(422);
  });

  it('signs in only confirmed: the right password is told so and gets a code, a wrong one learns nothing', async () => {
    const email = anAddress();
    await signUp(email);
    later(11 * 60_000);
    const before = await messagesTo(email);
    const wrong = await withPassword(email, 'not-the-password', real);
    const stranger = await withPassword(anAddress(), PASSWORD, real);
    expect([wrong.status, wrong.text]).toEqual([stranger.status, stranger.text]);
    expect([wrong.status, (await messagesTo(email)) - before, wrong.headers.getSetCookie()]).toEqual([401, 0, []]);
    const right = await withPassword(email, PASSWORD, real);
    expect(told(right)).toEqual({ status: 403, code: 'EMAIL_NOT_VERIFIED' });
    expect(shut(right)).toBe(true);
    // Whoever shows the password may as well have set it.
    expect(went(await enterReal(cookiesOf(right), await shownOn(email)))).toEqual({ account: true });
    went(await withPassword(email, PASSWORD, real));
  });
});

describe('mail that', () => {
  it('nobody set up in production, or whose server takes none, is said to be missing; a sign-up stays what it was', async () => {
    for (const where of [anApp(production), mute]) {
      const { answer } = await asked(anAddress(), { Origin: production.ORIGIN }, where);
      expect(told(answer)).toEqual({ status: 503, code: 'mail.not-sent' });
      expect(answer.headers.getSetCookie()).toEqual([]);
      const form = { email: anAddress(), password: PASSWORD, name: '新人' };
      const signedUp = await where.post('/api/auth/sign-up/email', form, { Origin: production.ORIGIN });
      expect(went(signedUp)['token']).toBeNull();
      expect([signedUp.headers.getSetCookie(), signedUp.headers.get('X-Code-Resend-At')]).toEqual([[], null]);
    }
  });
});

describe('a stranger who signed up with the address of somebody else', () => {
  const waysOf = async (id: string) => {
    const counts = ['accounts', 'sessions', 'passkeys', 'second_factors'].map((table) =>
      env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`).bind(id).first<number>('n'),
    );
    return Promise.all(counts);
  };

  it('has no password left in production once its owner came by a code', async () => {
    const email = anAddress();
    const stranger = await signUp(email, 'the-strangers-password');
    later(61_000);
    const { cookie } = await asked(email, {}, real);
    expect(went(await enterReal(cookie, await shownOn(email)))).toEqual({ account: true, passwordGone: true });
    expect((await withPassword(email, 'the-strangers-password', real)).status).toBe(401);
    expect(await isConfirmed(email)).toBe(1);
    expect(await waysOf(went(stranger).user.id)).toEqual([0, 1, 0, 0]);
  });

  it('has nothing left outside production either: password, sessions, passkey, authenticator and phone are gone at once', async () => {
    const stranger = await aPerson(app, { email: anAddress() });
    const phone = '13900000002';
    const begun = await app.post('/api/auth/phone/begin', { phone, password: PASSWORD }, { Cookie: stranger.cookie });
    const Cookie = `${stranger.cookie}; ${cookiesOf(begun)}`;
    went(await app.post('/api/auth/phone/bind', { code: await shownOn(phone) }, { Cookie }));
    const authenticator = await enrolled(app, stranger);
    await env.DB.prepare(
      `INSERT INTO passkeys (id, user_id, name, credential_id, public_key, counter, transports, created_at) VALUES (?1, ?1, '', ?1, '', 0, '', 0)`,
    )
      .bind(stranger.id)
      .run();
    const half = cookiesOf(await withPassword(stranger.email));
    expect(await waysOf(stranger.id)).toEqual([1, 1, 1, 1]);

    const { cookie } = await asked(stranger.email);
    const entered = await enter(cookie, await shownOn(stranger.email));
    expect(went(entered)).toEqual({ account: true, passwordGone: true });
    expect((await me(cookiesOf(entered))).body.user.id).toBe(stranger.id);
    expect(await waysOf(stranger.id)).toEqual([0, 1, 0, 0]);
    expect((await me(authenticator.cookie)).status).toBe(401);
    later(30_000);
    expect((await enterTotp(app, half, await authenticator.shown())).status).toBe(401);
    expect((await withPassword(stranger.email)).status).toBe(401);
    later(61_000);
    const byText = cookiesOf(await app.post('/api/auth/phone/send', { phone }));
    expect(went(await entering(app, 'phone')(byText, await shownOn(phone)))).toEqual({ account: false });
  });

  it('keeps nothing by entering second, and loses nothing who set the password and entered first', async () => {
    for (const setterFirst of [true, false]) {
      const email = anAddress();
      const signedUp = await signUp(email);
      const setters = [cookiesOf(signedUp), await shownOn(email)] as const;
      later(61_000);
      const { cookie } = await asked(email, {}, real);
      const others = [cookie, await shownOn(email)] as const;
      const [first, second] = setterFirst ? [setters, others] : [others, setters];
      expect(went(await enterReal(...first)).passwordGone).toBe(setterFirst ? undefined : true);
      expect(went(await enterReal(...second))).toEqual({ account: true });
      expect((await withPassword(email, PASSWORD, real)).status).toBe(setterFirst ? 200 : 401);
    }
  });

  it('has nothing left by signing up between the code and the name of its owner', async () => {
    const email = anAddress();
    const { cookie } = await asked(email);
    expect(went(await enter(cookie, await shownOn(email)))).toEqual({ account: false });
    const stranger = await aPerson(app, { email });
    const made = await app.post('/api/auth/mail/sign-up', { name: '本人' }, { Cookie: cookie });
    expect(went(made)).toEqual({ account: true, passwordGone: true });
    expect((await me(cookiesOf(made))).body.user.id).toBe(stranger.id);
    expect((await me(stranger.cookie)).status).toBe(401);
    expect((await withPassword(email)).status).toBe(401);
  });

  it('and who holds an office finds the confirmation on record, without the address', async () => {
    const person = await holdsOffice(app, await aPerson(app, { email: anAddress() }), 'clerk');
    const { cookie } = await asked(person.email);
    went(await enter(cookie, await shownOn(person.email)));
    const { results } = await env.DB.prepare('SELECT action, payload FROM events WHERE subject = ?')
      .bind(person.id)
      .all();
    expect(results).toEqual([{ action: 'account.address-confirmed', payload: '{}' }]);
    expect(await waysOf(person.id)).toEqual([0, 1, 0, 0]);
  });
});
