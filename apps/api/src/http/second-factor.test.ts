import { describe, expect, it } from 'vitest';
import { anApp, refused, went, writingNothing, type App, type Problem } from '../../test/app-under-test.ts';
import { atSecondStep, begun, cookiesOf, enrolled, enter, recover } from '../../test/authenticator.ts';
import { anOfficer, aPerson, PASSWORD } from '../../test/people.ts';
import { oneClock } from '../../test/one-clock.ts';
import { now } from '../platform/clock.ts';
import { codeOf } from '../platform/authenticator-code.ts';
import { LIMITS } from './limits.ts';

const app = anApp();
const MOST = LIMITS['second-factor.person'].most;
const MINUTE = 60_000;
const { at, later } = oneClock();

const told = ({ status, body }: { status: number; body: Problem }) => [status, body.code];
const someone = async (where: App = app) => {
  const one = await enrolled(where, await aPerson(where));
  later(30_000);
  return one;
};
const isIn = async (Cookie: string) => (await app.get('/me', { Cookie })).status === 200;
const many = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

describe('a code', () => {
  it('is the one of RFC 6238', async () => {
    const secret = '12345678901234567890';
    const codes = await Promise.all([59, 1111111109, 20000000000].map((s) => codeOf(secret, Math.floor(s / 30))));
    expect(codes).toEqual(['287082', '081804', '353130']);
  });

  it('finishes signing in, which a password alone does not', async () => {
    const one = await someone();
    const waiting = await atSecondStep(app, one.person);
    expect(waiting).toMatch(/^second-step=[^;]+$/);
    await refused(401, 'not-signed-in', () => app.get('/me', { Cookie: waiting }));
    const answer = await enter(app, waiting, await one.shown());
    went(answer);
    expect(await isIn(cookiesOf(answer))).toBe(true);
  });

  it('that was wrong is on record for the account it was tried on, without the code and without anybody signed in', async () => {
    const one = await someone();
    const wrong = await enter(app, await atSecondStep(app, one.person), '000000');
    expect(told(wrong)).toEqual([401, 'code-wrong']);
    const row = await app.env.DB.prepare('SELECT * FROM refusals WHERE request_id = ?')
      .bind(wrong.headers.get('X-Request-Id'))
      .first();
    expect(row).toMatchObject({ user_id: null, tried_user_id: one.person.id, status: 401, code: 'code-wrong' });
    expect(JSON.stringify(row)).not.toContain('000000"');
  });

  it('serves through the last millisecond of its thirty seconds and not after, nor before', async () => {
    const one = await someone();
    const began = Math.ceil((now() + 1) / 30_000) * 30_000;
    const code = await one.codeAt(began);
    const waiting = await atSecondStep(app, one.person);
    at(began - 1);
    expect(told(await enter(app, waiting, code))).toEqual([401, 'code-wrong']);
    at(began + 30_000);
    expect(told(await enter(app, waiting, code))).toEqual([401, 'code-wrong']);
    const last = await one.codeAt(began + 30_000);
    at(began + 59_999);
    expect((await enter(app, waiting, last)).status).toBe(200);
  });

  it('serves once: not again, not the one that confirmed the enrolment, and one of twenty at once', async () => {
    const demonstration = anApp({ ENVIRONMENT: 'demo' });
    const one = await enrolled(demonstration, await aPerson(demonstration));
    const waiting = await many(20, () => atSecondStep(demonstration, one.person));
    expect(told(await enter(demonstration, waiting[0] ?? '', await one.shown()))).toEqual([401, 'code-wrong']);
    later(30_000);
    const code = await one.shown();
    const answers = await Promise.all(waiting.map((each) => enter(demonstration, each, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(401)]);
    expect(told(await enter(demonstration, await atSecondStep(demonstration, one.person), code))).toEqual([
      401,
      'code-wrong',
    ]);
  });

  it('of one person is none of another’s, and a challenge that was answered, altered or made up is none', async () => {
    const [one, other] = [await someone(), await someone()];
    const [hers, his] = [await atSecondStep(app, one.person), await atSecondStep(app, other.person)];
    expect(told(await enter(app, his, await one.shown()))).toEqual([401, 'code-wrong']);
    for (const Cookie of [`${hers}x`, hers.replace(/=./, '=_'), 'second-step=a.b', ''])
      expect(told(await enter(app, Cookie, await one.shown()))).toEqual([401, 'code-too-late']);
    went(await enter(app, hers, await one.shown()));
    later(30_000);
    expect(told(await enter(app, hers, await one.shown()))).toEqual([401, 'code-too-late']);
  });

  it('comes too late ten minutes after the password', async () => {
    const one = await someone();
    const waiting = await atSecondStep(app, one.person);
    later(10 * MINUTE);
    expect(told(await enter(app, waiting, await one.shown()))).toEqual([401, 'code-too-late']);
  });

  it('brings no leave to skip the next one, and no other field', async () => {
    const one = await someone();
    const body = { code: await one.shown(), trustDevice: true };
    const Cookie = await atSecondStep(app, one.person);
    await refused(422, 'invalid-input', () => app.post('/api/auth/two-factor/verify-totp', body, { Cookie }));
    for (const wrong of [{}, { code: 123456 }, [], null, { code: 'x'.repeat(21) }])
      await refused(422, 'invalid-input', () => app.post('/api/auth/two-factor/verify-totp', wrong, { Cookie }));
  });
});

describe('wrong codes', () => {
  it('five of one person end all entry for a quarter of an hour, over every browser, the right one included', async () => {
    const one = await someone();
    const [first, second] = [await atSecondStep(app, one.person), await atSecondStep(app, one.person)];
    const answers = await many(20, (n) => enter(app, n % 2 === 0 ? first : second, '000000'));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(MOST);
    for (const answer of [await enter(app, first, await one.shown()), await recover(app, second, 'a')]) {
      expect(told(answer)).toEqual([429, 'too-many-codes']);
      expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
    }
    later(15 * MINUTE);
    expect((await enter(app, await atSecondStep(app, one.person), await one.shown())).status).toBe(200);
  });

  it('are forgotten by a right one', async () => {
    const one = await someone();
    for (let round = 0; round < 2; round += 1) {
      const waiting = await atSecondStep(app, one.person);
      for (let n = 1; n < MOST; n += 1) expect((await enter(app, waiting, 'wrong')).status).toBe(401);
      went(await enter(app, waiting, await one.shown()));
      later(30_000);
    }
  });
});

describe('a recovery code', () => {
  it('signs in once: not again, and one of twenty at once', async () => {
    const demonstration = anApp({ ENVIRONMENT: 'demo' });
    const one = await enrolled(demonstration, await aPerson(demonstration));
    const [code = '', second = ''] = one.recoveryCodes;
    const waiting = await many(21, () => atSecondStep(demonstration, one.person));
    const answers = await Promise.all(waiting.slice(1).map((each) => recover(demonstration, each, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(401)]);
    expect(told(await recover(demonstration, waiting[0] ?? '', code))).toEqual([401, 'code-wrong']);
    went(await recover(demonstration, waiting[0] ?? '', ` ${second.toUpperCase()} `));
  });

  it('is one of ten, and has no letter that may be taken for another', async () => {
    const { recoveryCodes } = await someone();
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const each of recoveryCodes) expect(each).toMatch(/^[a-km-np-z2-9]{5}-[a-km-np-z2-9]{5}$/);
  });

  it('and the secret stand encrypted in the database, and neither is told again', async () => {
    const one = await someone();
    const row = await app.env.DB.prepare('SELECT secret, backup_codes FROM second_factors WHERE user_id = ?')
      .bind(one.person.id)
      .first<{ secret: string; backup_codes: string }>();
    expect(row?.backup_codes).not.toContain(one.recoveryCodes[0]);
    expect(row?.secret).toMatch(/^[0-9a-f]{80,}$|^\$/);
    const again = () =>
      app.post<Problem>('/api/auth/two-factor/enable', { password: PASSWORD }, { Cookie: one.cookie });
    await refused(409, 'second-factor-on', again);
  });
});

describe('enrolling and turning off', () => {
  it('takes the password, and counts nothing before a code was entered', async () => {
    const person = await aPerson(app);
    const enable = (body: unknown) => person.post<Problem>('/api/auth/two-factor/enable', body);
    expect(told(await enable({ password: 'wrong-password' }))).toEqual([401, 'password-wrong']);
    await refused(422, 'invalid-input', () => enable({ password: PASSWORD, method: 'otp' }));
    await refused(401, 'not-signed-in', () => app.post('/api/auth/two-factor/enable', { password: PASSWORD }));
    went(await enable({ password: PASSWORD }));
    expect(went(await person.get('/me'))).toMatchObject({ secondFactor: { enrolled: false, needed: false } });
    expect(await atSecondStep(app, person)).toMatch(/^session=/);
  });

  it('turning off takes password and code, and the next sign-in is by password', async () => {
    const one = await someone();
    const disable = (password: string, code: string) =>
      app.post<Problem>('/api/auth/two-factor/disable', { password, code }, { Cookie: one.cookie });
    expect(told(await disable('wrong-password', await one.shown()))).toEqual([401, 'password-wrong']);
    expect(told(await disable(PASSWORD, '000000'))).toEqual([401, 'code-wrong']);
    went(await disable(PASSWORD, await one.shown()));
    expect(await atSecondStep(app, one.person)).toMatch(/^session=/);
  });

  it('a recovery code turns it off too, for whoever lost the phone', async () => {
    const one = await someone();
    const body = { password: PASSWORD, code: one.recoveryCodes[3] };
    went(await app.post('/api/auth/two-factor/disable', body, { Cookie: one.cookie }));
    expect(went(await app.get('/me', { Cookie: await atSecondStep(app, one.person) }))).toMatchObject({
      secondFactor: { enrolled: false },
    });
  });

  it('goes with the account when it is erased', async () => {
    const one = await someone();
    went(await app.post('/me/actions/erase', { email: one.person.email }, { Cookie: one.cookie }));
    const { results } = await app.env.DB.prepare('SELECT id FROM second_factors WHERE user_id = ?')
      .bind(one.person.id)
      .all();
    expect(results).toEqual([]);
  });

  it('a person who was shut out meanwhile gets no session for a right code', async () => {
    const one = await someone();
    const waiting = await atSecondStep(app, one.person);
    await app.env.DB.prepare('UPDATE users SET disabled_at = 1 WHERE id = ?').bind(one.person.id).run();
    const answer = await enter(app, waiting, await one.shown());
    expect(answer.status).toBe(401);
    expect(cookiesOf(answer)).not.toMatch(/session=/);
    expect(await writingNothing(() => isIn(one.cookie))).toBe(false);
  });
});

it('an authenticator that was never confirmed is no factor: there is nothing to turn off, and nothing goes on record', async () => {
  const person = await anOfficer(app, 'clerk');
  const { shown, recoveryCodes } = await begun(person);
  for (const code of [await shown(), recoveryCodes[0]]) {
    const body = { password: PASSWORD, code };
    const answer = await person.post<Problem>('/api/auth/two-factor/disable', body);
    expect(told(answer)).toEqual([401, 'code-wrong']);
  }
  const { results } = await app.env.DB.prepare('SELECT 1 FROM events WHERE subject = ?').bind(person.id).all();
  expect(results).toEqual([]);
});

it('an officer’s old session holds no office after turning off in another one', async () => {
  const one = await enrolled(app, await anOfficer(app, 'clerk'));
  later(30_000);
  const phone = cookiesOf(await enter(app, await atSecondStep(app, one.person), await one.shown()));
  later(30_000);
  const body = { password: PASSWORD, code: await one.shown() };
  went(await app.post('/api/auth/two-factor/disable', body, { Cookie: phone }));
  const strict = anApp({ SECOND_FACTOR_OPTIONAL: 'false' });
  await refused(403, 'second-factor-needed', () => strict.get('/filings', { Cookie: one.cookie }));
});
