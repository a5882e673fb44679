import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { anApp, went, type Answer, type Problem } from '../../test/app-under-test.ts';
import { cookiesOf, enrolled, enter as enterTotp } from '../../test/authenticator.ts';
import { entering, messagesTo, newestWayOf, otherThan, shownOn, told } from '../../test/codes.ts';
import { oneClock } from '../../test/one-clock.ts';
import { anOfficer, aPerson, PASSWORD } from '../../test/people.ts';

const app = anApp();
let count = 0;
/** A number that no other test uses. */
const aNumber = (): string => `138${String((count += 1)).padStart(8, '0')}`;
const { later } = oneClock();

/** Asks for a code and answers with the key that the browser was given. */
async function asked(phone: string, headers: Record<string, string> = {}) {
  const answer = await app.post<{ phone: string }>('/api/auth/phone/send', { phone }, headers);
  return { answer, cookie: cookiesOf(answer) };
}
const enter = entering(app, 'phone');

/** Somebody with an account made by phone. */
async function aHolder(name = '手机用户') {
  const phone = aNumber();
  const { cookie } = await asked(phone);
  went(await enter(cookie, await shownOn(phone)));
  const made = await app.post('/api/auth/phone/sign-up', { name }, { Cookie: cookie });
  went(made);
  later(61_000);
  return { phone, session: cookiesOf(made) };
}
const me = (session: string) =>
  app.get<{ user: { id: string; name: string; email: string; phone: string | null } }>('/me', { Cookie: session });

describe('signing up and in by a code sent to a phone', () => {
  it('a new number makes an account with a name, and is shown masked without an address of mail', async () => {
    const phone = aNumber();
    const { answer, cookie } = await asked(phone);
    expect(went(answer).phone).toBe(`138****${phone.slice(-4)}`);
    expect(answer.text).not.toContain(phone);
    expect(went(await enter(cookie, await shownOn(phone)))).toEqual({ account: false });
    const made = await app.post('/api/auth/phone/sign-up', { name: '王新' }, { Cookie: cookie });
    went(made);
    const { body, text } = await me(cookiesOf(made));
    expect(body.user).toMatchObject({ name: '王新', email: '', phone: `138****${phone.slice(-4)}` });
    expect(text).not.toContain(phone);
    // The proof made one account and makes no second.
    const again = await app.post('/api/auth/phone/sign-up', { name: '王二' }, { Cookie: cookie });
    expect(told(again)).toEqual({ status: 401, code: 'phone.code-gone' });
  });

  it('a known number signs in, on record as a sign-in by text', async () => {
    const { phone } = await aHolder();
    const { cookie } = await asked(phone);
    const signed = await enter(cookie, await shownOn(phone));
    expect(went(signed)).toEqual({ account: true });
    const { body } = await me(cookiesOf(signed));
    expect(await newestWayOf(body.user.id)).toBe('text');
  });

  it.each([
    ['full width', (phone: string) => phone.replaceAll(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)))],
    ['with +86 and spaces', (phone: string) => `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`],
  ])('a number typed %s is the same number', async (_, typed) => {
    const { phone } = await aHolder();
    const { answer, cookie } = await asked(typed(phone));
    went(answer);
    expect(went(await enter(cookie, await shownOn(phone)))).toEqual({ account: true });
  });

  it.each(['1380000000', '138000000000', '12800000000', '053212345678', '+1 202 555 0100', '', 'abc'])(
    '%j is no number: 422, nothing sent',
    async (phone) => {
      const { answer } = await asked(phone);
      expect(answer.status).toBe(422);
    },
  );

  it('170 numbers are mobile numbers too', async () => {
    went((await asked(`170${String((count += 1)).padStart(8, '0')}`)).answer);
  });
});

describe('a code', () => {
  it('counts at 10 min 0 s and no longer a millisecond after', async () => {
    const { phone } = await aHolder();
    const first = await asked(phone);
    later(600_000);
    expect(went(await enter(first.cookie, await shownOn(phone)))).toEqual({ account: true });
    const second = await asked(phone);
    later(600_001);
    expect(told(await enter(second.cookie, await shownOn(phone)))).toEqual({ status: 401, code: 'phone.code-gone' });
  });

  it('of browser A is refused in browser B, and without the browser’s key', async () => {
    const { phone } = await aHolder();
    const a = await asked(phone);
    const code = await shownOn(phone);
    const b = await asked(aNumber());
    expect(told(await enter(b.cookie, code))).toEqual({ status: 401, code: 'phone.code-wrong' });
    expect(told(await enter('', code))).toEqual({ status: 401, code: 'phone.code-gone' });
    expect(went(await enter(a.cookie, code))).toEqual({ account: true });
  });

  it('serves once: entered again it is gone, and of twenty at once exactly one wins', async () => {
    const { phone } = await aHolder();
    const { cookie } = await asked(phone);
    const code = await shownOn(phone);
    const before = await env.DB.prepare('SELECT count(*) AS n FROM sessions').first<number>('n');
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(cookie, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ status }) => status))).toEqual(new Set([401]));
    expect(await env.DB.prepare('SELECT count(*) AS n FROM sessions').first<number>('n')).toBe((before ?? 0) + 1);
    expect(told(await enter(cookie, code))).toEqual({ status: 401, code: 'phone.code-gone' });
  });

  it('takes five tries: after five wrong ones the right one is refused, at once or in turn', async () => {
    const { phone } = await aHolder();
    const { cookie } = await asked(phone);
    const code = await shownOn(phone);
    const wrong = otherThan(code);
    const answers = await Promise.all(Array.from({ length: 12 }, () => enter(cookie, wrong)));
    expect(answers.map((each) => told(each).code).filter((each) => each === 'phone.code-wrong')).toHaveLength(5);
    expect(told(await enter(cookie, code))).toEqual({ status: 401, code: 'phone.code-gone' });
  });

  it('stands in the database as a hash only', async () => {
    const phone = aNumber();
    await asked(phone);
    const code = await shownOn(phone);
    const { results } = await env.DB.prepare('SELECT * FROM one_time_codes WHERE contact = ?').bind(phone).all();
    expect(JSON.stringify(results)).not.toContain(code);
  });

  it.each(['12345', '1234567', 'abcdef', ''])('%j is no code: 422 and no try is counted', async (code) => {
    const { cookie } = await asked(aNumber());
    expect((await enter(cookie, code)).status).toBe(422);
  });
});

describe('how many codes go out', () => {
  it('one a minute, five an hour, ten a day to a number, whoever asks, and the refusal says until when', async () => {
    const phone = aNumber();
    went((await asked(phone)).answer);
    const tooSoon = (await asked(phone)).answer;
    expect(told(tooSoon)).toEqual({ status: 429, code: 'phone.code-too-soon' });
    expect(tooSoon.headers.get('Retry-After')).toBe('60');
    later(59_999);
    expect((await asked(phone)).answer.status).toBe(429);
    later(1);
    for (let n = 2; n <= 5; n += 1) {
      went((await asked(phone)).answer);
      later(60_000);
    }
    expect((await asked(phone)).answer.headers.get('Retry-After')).toBe(String(3600 - 5 * 60));
    later(3_600_000);
    for (let n = 6; n <= 10; n += 1) {
      went((await asked(phone)).answer);
      later(60_000);
    }
    later(3_600_000);
    expect((await asked(phone)).answer.status).toBe(429);
    expect(await messagesTo(phone)).toBe(10);
    later(24 * 3_600_000);
    went((await asked(phone)).answer);
  });

  it('of twenty requests at once one text goes out', async () => {
    const phone = aNumber();
    const answers = await Promise.all(Array.from({ length: 20 }, () => asked(phone)));
    expect(answers.filter(({ answer }) => answer.status === 200)).toHaveLength(1);
    expect(await messagesTo(phone)).toBe(1);
  });
});

describe('a known and an unknown number', () => {
  it('are answered alike: same body but for the number, as many queries and writes', async () => {
    const { phone } = await aHolder();
    const stranger = aNumber();
    // As often asked as the other one, whose account came by a code.
    await asked(stranger);
    later(61_000);
    const [known, unknown] = [(await asked(phone)).answer, (await asked(stranger)).answer];
    const shape = ({ status, body, headers }: Answer<object>) => ({
      status,
      fields: Object.keys(body),
      cost: headers.get('Server-Timing')?.replace(/dur=[\d.]+|rows_read=\d+/g, ''),
    });
    expect(shape(known)).toEqual(shape(unknown));
    const wrong = async (number: string) => {
      later(61_000);
      const { cookie } = await asked(number);
      const { text } = await enter(cookie, otherThan(await shownOn(number)));
      return text.replaceAll(/req_\w+/g, '');
    };
    expect(await wrong(phone)).toBe(await wrong(aNumber()));
  });

  it('are answered in the same time, within a fifth: the code asked for, and a wrong one entered', async () => {
    const ratios: { send: number; enter: number }[] = [];
    // Each round asks them in turns, so that whatever slows the machine slows both. Noise is in one round or two; an answer that
    // does more for one of them is slower in all three.
    for (let round = 1; round <= ROUNDS && !ratios.some(isAlike); round += 1) ratios.push(await compared());
    expect(ratios.some(isAlike), JSON.stringify(ratios)).toBe(true);
  }, 120_000);
});

const ROUNDS = 3;
const PAIRS = 40;
type Times = { send: number[]; enter: number[] };

/** The mean of the middle half: as deaf to outliers as the median, and finer than the whole milliseconds of the clock here. */
function middle(values: readonly number[]): number {
  const half = values.toSorted((a, b) => a - b).slice(values.length / 4, (values.length * 3) / 4);
  return half.reduce((sum, each) => sum + each, 0) / half.length;
}
const isAlike = ({ send, enter }: { send: number; enter: number }): boolean =>
  [send, enter].every((ratio) => ratio >= 0.8 && ratio <= 1.2);

async function timed(into: Times, phone: string): Promise<void> {
  const began = performance.now();
  const { answer, cookie } = await asked(phone);
  const sent = performance.now();
  went(answer);
  const wrong = otherThan(await shownOn(phone));
  const looked = performance.now();
  expect((await enter(cookie, wrong)).status).toBe(401);
  into.enter.push(performance.now() - looked);
  into.send.push(sent - began);
}

/** Times of known numbers by those of unknown ones. */
async function compared(): Promise<{ send: number; enter: number }> {
  const known = Array.from({ length: PAIRS }, aNumber);
  const column = 'id, name, email, email_verified, phone_number, phone_number_verified, created_at, updated_at';
  await env.DB.batch(
    known.map((phone) =>
      env.DB.prepare(`INSERT INTO users (${column}) VALUES (?1, '示例', ?1 || '@example.cn', 1, ?2, 1, 0, 0)`).bind(
        `usr_timed-${phone}`,
        phone,
      ),
    ),
  );
  const [of, ofStrangers]: [Times, Times] = [
    { send: [], enter: [] },
    { send: [], enter: [] },
  ];
  for (const [nth, phone] of known.entries()) {
    const stranger = aNumber();
    for (const each of nth % 2 === 0 ? [phone, stranger] : [stranger, phone])
      await timed(each === phone ? of : ofStrangers, each);
  }
  return {
    send: middle(of.send) / middle(ofStrangers.send),
    enter: middle(of.enter) / middle(ofStrangers.enter),
  };
}

describe('a text whose provider', () => {
  const provider = {
    SMS_ENDPOINT: 'https://texts.example/',
    SMS_KEY_SECRET: 'secret',
    SMS_TEMPLATES: '{"one-time-code":"T1"}',
  };
  /** Sends through a provider that answers so; the calls that it saw. */
  async function sending(reply: () => Promise<Response>) {
    const calls: URL[] = [];
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
      calls.push(new URL(String(input)));
      return reply();
    });
    const phone = aNumber();
    const answer = await anApp(provider).post<Problem>('/api/auth/phone/send', { phone });
    spy.mockRestore();
    return { answer, calls };
  }
  const said = (code: string) => Promise.resolve(Response.json({ Code: code }));

  it('takes it is sent once', async () => {
    const { answer, calls } = await sending(() => said('OK'));
    expect([answer.status, calls.length]).toEqual([200, 1]);
  });

  it('never answers is sent once more at most, the same code under the same id', async () => {
    const { answer, calls } = await sending(() => Promise.reject(new Error('timeout')));
    expect([answer.status, calls.length]).toEqual([200, 2]);
    const [first, second] = calls.map(({ searchParams: q }) => [q.get('OutId'), q.get('TemplateParam')]);
    expect(first).toEqual(second);
    expect(answer.headers.getSetCookie().join()).toContain('phone-code=');
  });

  it('refuses it is not tried again, and the person is told', async () => {
    const { answer, calls } = await sending(() => said('isv.MOBILE_NUMBER_ILLEGAL'));
    expect([told(answer), calls.length]).toEqual([{ status: 503, code: 'phone.not-sent' }, 1]);
  });
});

describe('whoever has an authenticator', () => {
  it('is asked for its code after the code by text, as after a password', async () => {
    const person = await aPerson(app);
    const phone = aNumber();
    const begun = await app.post('/api/auth/phone/begin', { phone, password: PASSWORD }, { Cookie: person.cookie });
    const cookies = { Cookie: `${person.cookie}; ${cookiesOf(begun)}` };
    went(await app.post('/api/auth/phone/bind', { code: await shownOn(phone) }, cookies));
    const authenticator = await enrolled(app, person);
    later(61_000);
    const { cookie } = await asked(phone);
    const signed = await enter(cookie, await shownOn(phone));
    expect(went(signed)).toEqual({ account: true, twoFactorRedirect: true });
    const waiting = cookiesOf(signed);
    expect((await app.get('/me', { Cookie: waiting })).status).toBe(401);
    const finished = await enterTotp(app, waiting, await authenticator.shown());
    went(finished);
    expect((await app.get('/me', { Cookie: cookiesOf(finished) })).status).toBe(200);
  });
});

describe('the number of an account', () => {
  const begin = (session: string, body: object) =>
    app.post<Problem>('/api/auth/phone/begin', body, { Cookie: session });

  it('is bound by password and code, changed likewise, and signs in from then on', async () => {
    const person = await aPerson(app);
    const [first, second] = [aNumber(), aNumber()];
    expect(told(await begin(person.cookie, { phone: first }))).toEqual({ status: 403, code: 'sign-in-not-fresh' });
    expect(told(await begin(person.cookie, { phone: first, password: 'wrong-password' }))).toEqual({
      status: 401,
      code: 'password-wrong',
    });
    expect(await messagesTo(first)).toBe(0);
    for (const phone of [first, second]) {
      const begun = await begin(person.cookie, { phone, password: PASSWORD });
      went(begun);
      const bound = await app.post<{ phone: string }>(
        '/api/auth/phone/bind',
        { code: await shownOn(phone) },
        { Cookie: `${person.cookie}; ${cookiesOf(begun)}` },
      );
      expect(went(bound).phone).toBe(`138****${phone.slice(-4)}`);
    }
    later(61_000);
    const byNew = await asked(second);
    expect(went(await enter(byNew.cookie, await shownOn(second)))).toEqual({ account: true });
    later(61_000);
    const byOld = await asked(first);
    expect(went(await enter(byOld.cookie, await shownOn(first)))).toEqual({ account: false });
  });

  it('of somebody without a password is changed only just after signing in', async () => {
    const { session } = await aHolder();
    went(await begin(session, { phone: aNumber() }));
    later(600_000);
    expect(told(await begin(session, { phone: aNumber() }))).toEqual({ status: 403, code: 'sign-in-not-fresh' });
  });

  it('that belongs to another account is refused to whoever proved to hold it', async () => {
    const { phone } = await aHolder();
    const person = await aPerson(app);
    const begun = await begin(person.cookie, { phone, password: PASSWORD });
    const cookies = { Cookie: `${person.cookie}; ${cookiesOf(begun)}` };
    const bound = await app.post('/api/auth/phone/bind', { code: await shownOn(phone) }, cookies);
    expect(told(bound)).toEqual({ status: 409, code: 'phone.taken' });
  });

  it('a code for signing in binds nothing, and one for binding signs nobody in', async () => {
    const person = await aPerson(app);
    const phone = aNumber();
    const begun = await begin(person.cookie, { phone, password: PASSWORD });
    expect(told(await enter(cookiesOf(begun), await shownOn(phone)))).toEqual({ status: 401, code: 'phone.code-gone' });
    later(61_000);
    const { cookie } = await asked(phone);
    const code = await shownOn(phone);
    const cookies = { Cookie: `${person.cookie}; ${cookie}` };
    expect(told(await app.post('/api/auth/phone/bind', { code }, cookies))).toEqual({
      status: 401,
      code: 'phone.code-gone',
    });
  });

  it('is removed by password, and not where it is the only way in', async () => {
    const { session } = await aHolder();
    const refused = await app.post('/api/auth/phone/remove', { password: 'whatever' }, { Cookie: session });
    expect(told(refused)).toEqual({ status: 409, code: 'phone.only-way-in' });
    const person = await aPerson(app);
    const phone = aNumber();
    const begun = await begin(person.cookie, { phone, password: PASSWORD });
    await app.post(
      '/api/auth/phone/bind',
      { code: await shownOn(phone) },
      {
        Cookie: `${person.cookie}; ${cookiesOf(begun)}`,
      },
    );
    went(await app.post('/api/auth/phone/remove', { password: PASSWORD }, { Cookie: person.cookie }));
    expect((await me(person.cookie)).body.user.phone).toBeNull();
  });

  it('takes a session', async () => {
    for (const path of ['begin', 'bind', 'remove'])
      expect((await app.post(`/api/auth/phone/${path}`, {})).status).toBe(401);
  });
});

describe('an office', () => {
  let officer: Awaited<ReturnType<typeof anOfficer>>;
  beforeAll(async () => {
    officer = await anOfficer(app, 'clerk');
  });

  it('is not opened by a code: it is one factor, and binding a number is on record', async () => {
    const strict = anApp({ SECOND_FACTOR_OPTIONAL: 'false' });
    const phone = aNumber();
    const begun = await app.post('/api/auth/phone/begin', { phone, password: PASSWORD }, { Cookie: officer.cookie });
    went(begun);
    const code = await shownOn(phone);
    went(await app.post('/api/auth/phone/bind', { code }, { Cookie: `${officer.cookie}; ${cookiesOf(begun)}` }));
    const { results } = await env.DB.prepare('SELECT action, payload FROM events WHERE subject = ?')
      .bind(officer.id)
      .all<{ action: string; payload: string }>();
    expect(results.map(({ action }) => action)).toContain('account.phone-set');
    expect(JSON.stringify(results)).not.toContain(phone);
    later(61_000);
    const { cookie } = await asked(phone);
    const signed = await enter(cookie, await shownOn(phone));
    went(signed);
    const answer = await strict.get<Problem>('/filings', { Cookie: cookiesOf(signed) });
    expect(told(answer)).toEqual({ status: 403, code: 'second-factor-needed' });
  });
});
