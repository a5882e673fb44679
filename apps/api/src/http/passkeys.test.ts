import { describe, expect, it } from 'vitest';
import { anApp, refused, went, type Problem, type App } from '../../test/app-under-test.ts';
import { atSecondStep, cookiesOf, enrolled } from '../../test/authenticator.ts';
import { aPerson, next, PASSWORD, type Person } from '../../test/people.ts';
import { add, begun, challenged, remove, show, signIn, withPasskey } from '../../test/passkeys.ts';
import { aDevice, base64url, type Slip } from '../../test/software-authenticator.ts';
import { oneClock } from '../../test/one-clock.ts';
import { LIMITS } from './limits.ts';

const app = anApp();
const MINUTE = 60_000;
const { later } = oneClock();

const told = ({ status, body }: { status: number; body: Problem }) => [status, body.code];
const WRONG = [401, 'passkey-wrong'];
const TOO_LATE = [401, 'passkey-too-late'];
const someone = async () => withPasskey(app, await aPerson(app));
const stateOf = async (Cookie: string) =>
  went(await app.get<{ secondFactor: Record<string, boolean> }>('/me', { Cookie })).secondFactor;
const isIn = async (Cookie: string) => (await app.get('/me', { Cookie })).status === 200;
const throughPassword = (person: Person) => atSecondStep(app, person);
const listed = async (Cookie: string) =>
  went(await app.get<{ items: { id: string; name: string; usedAt: string | null }[] }>('/me/passkeys', { Cookie }))
    .items;

describe('a passkey', () => {
  it('signs in without a password, and counts as both factors', async () => {
    const { device } = await someone();
    const answer = await signIn(app, device);
    went(answer);
    expect(await stateOf(cookiesOf(answer))).toEqual({
      enrolled: true,
      authenticator: false,
      passkey: true,
      proven: true,
      needed: false,
    });
  });

  it('is not asked for by a name: whoever has none and whoever has one are asked the same', async () => {
    const { answer, options } = await challenged(app);
    expect(answer.status).toBe(200);
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required', allowCredentials: [] });
  });

  it.each<[string, Slip]>([
    ['at another origin', { origin: 'https://lianchuang.example' }],
    ['at the same host on another port', { origin: 'http://localhost:8080' }],
    ['for another site', { rpId: 'lianchuang.example' }],
    ['by somebody whom the device did not recognise', { verified: false }],
    ['for something else', { type: 'webauthn.create' }],
    ['by another person’s handle', { userHandle: base64url(new TextEncoder().encode('usr_another')) }],
    ['with no signature worth the name', { signature: new Uint8Array([0x30, 6, 2, 1, 1, 2, 1, 1]) }],
  ])('that signed %s does not sign in', async (_, slip) => {
    const { device } = await someone();
    const answer = await signIn(app, device, slip);
    expect(told(answer)).toEqual(WRONG);
    expect(cookiesOf(answer)).not.toMatch(/session=/);
    went(await signIn(app, device));
  });

  it('whose counter stands still or runs backwards is a copy and does not sign in', async () => {
    const { device } = await someone();
    went(await signIn(app, device, { counter: 7 }));
    for (const counter of [7, 6, 0]) expect(told(await signIn(app, device, { counter }))).toEqual(WRONG);
    went(await signIn(app, device, { counter: 8 }));
  });

  it('that several devices share has no counter and signs in every time', async () => {
    const device = await aDevice();
    const { options, Cookie } = await begun(app, (await aPerson(app)).cookie);
    went(await add(app, Cookie, await device.create(options, { counter: 0 })));
    for (let n = 0; n < 3; n += 1) went(await signIn(app, device, { counter: 0 }));
  });

  it('that nobody added, or that was removed, does not sign in', async () => {
    const { device, id, cookie } = await someone();
    expect(told(await signIn(app, await aDevice()))).toEqual(WRONG);
    went(await remove(app, cookie, id));
    expect(told(await signIn(app, device))).toEqual(WRONG);
  });

  it('of a person who was shut out begins no session', async () => {
    const { person, device } = await someone();
    await app.env.DB.prepare('UPDATE users SET disabled_at = 1 WHERE id = ?').bind(person.id).run();
    const answer = await signIn(app, device);
    expect(told(answer)).toEqual(WRONG);
    expect(cookiesOf(answer)).not.toMatch(/session=/);
  });

  it('signs in where guessing has shut the password, and does not open it again', async () => {
    const { person, device } = await someone();
    const guess = (password: string) => app.post<Problem>('/api/auth/sign-in/email', { email: person.email, password });
    for (let n = 0; n < LIMITS['sign-in.account'].most; n += 1) await guess('wrong-password');
    went(await signIn(app, device));
    expect(told(await guess(PASSWORD))).toEqual([429, 'too-many-attempts']);
  });
});

describe('a challenge', () => {
  it('serves once: not again, and one of ten at once', async () => {
    const { device } = await someone();
    const { options, Cookie } = await challenged(app);
    const shown = await Promise.all(
      Array.from({ length: 10 }, async () => show(app, Cookie, await device.sign(options))),
    );
    expect(shown.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(401)]);
    expect(told(await show(app, Cookie, await device.sign(options)))).toEqual(TOO_LATE);
  });

  it('is used up by a wrong answer too', async () => {
    const { device } = await someone();
    const { options, Cookie } = await challenged(app);
    expect(told(await show(app, Cookie, await device.sign(options, { verified: false })))).toEqual(WRONG);
    expect(told(await show(app, Cookie, await device.sign(options)))).toEqual(TOO_LATE);
  });

  it('ends after five minutes', async () => {
    const { device } = await someone();
    const { options, Cookie } = await challenged(app);
    later(5 * MINUTE);
    expect(told(await show(app, Cookie, await device.sign(options)))).toEqual(TOO_LATE);
  });

  it('belongs to the browser that asked: nothing comes of it elsewhere, nor of a made-up one', async () => {
    const { device } = await someone();
    const { options } = await challenged(app);
    for (const Cookie of ['', 'passkey=x', (await challenged(app)).Cookie])
      expect((await show(app, Cookie, await device.sign(options))).status).toBe(401);
    const { Cookie } = await challenged(app);
    const made = await device.sign({ ...options, challenge: base64url(new Uint8Array(32)) });
    expect(told(await show(app, Cookie, made))).toEqual(WRONG);
  });

  it('for adding is none for signing in, nor the other way round', async () => {
    const { device, cookie } = await someone();
    const adding = await begun(app, cookie);
    expect(told(await show(app, adding.Cookie, await device.sign({ ...adding.options, rpId: 'localhost' })))).toEqual(
      TOO_LATE,
    );
    const signing = await challenged(app, cookie);
    const made = await (await aDevice()).create({ ...signing.options, rp: { id: 'localhost' } });
    expect(told(await add(app, signing.Cookie, made))).toEqual(TOO_LATE);
  });

  it('lies in a cookie that no script reads and no other site sends', async () => {
    const { answer } = await challenged(app);
    expect(answer.headers.get('Set-Cookie')).toMatch(
      /^passkey=[0-9a-f]{64}; Max-Age=300; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const production = anApp({ ENVIRONMENT: 'production', ORIGIN: 'https://lianchuang.example' });
    const asked = await production.post<{ rpId: string }>(
      'https://internal.example/api/auth/passkey/begin-sign-in',
      { confirm: false },
      { Origin: 'https://lianchuang.example' },
    );
    expect(went(asked).rpId).toBe('lianchuang.example');
    expect(asked.headers.get('Set-Cookie')).toMatch(/^__Host-passkey=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  });

  it('is given to one address three hundred times in a quarter of an hour, not counting those that were answered', async () => {
    const { device } = await someone();
    const production = anApp({ ENVIRONMENT: 'production', ORIGIN: 'http://localhost' });
    // The edge alone tells addresses apart; the header stands for it.
    const from = (address: string): App => ({
      ...production,
      post: (path, body, headers = {}) => production.post(path, body, { ...headers, 'CF-Connecting-IP': address }),
    });
    const crowd = from('203.0.113.7');
    const most = LIMITS['passkey.address'].most;
    for (let n = 0; n < 3; n += 1) went(await signIn(crowd, device));
    for (let n = 0; n < most; n += 10)
      await Promise.all(Array.from({ length: 10 }, async () => went((await challenged(crowd)).answer)));
    const { answer } = await challenged(crowd);
    expect(told(answer)).toEqual([429, 'too-many-requests']);
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
    went((await challenged(from('203.0.113.8'))).answer);
    // Where nothing tells addresses apart, nobody is shut out for another's tries.
    went((await challenged(production)).answer);
  });

  it('is refused to another site, and its answer too', async () => {
    const { device } = await someone();
    const Origin = 'https://elsewhere.example';
    await refused(403, 'foreign-origin', () =>
      app.post('/api/auth/passkey/begin-sign-in', { confirm: false }, { Origin }),
    );
    const { options, Cookie } = await challenged(app);
    const answer = await show(app, Cookie, await device.sign(options), { Origin });
    expect(told(answer)).toEqual([403, 'foreign-origin']);
  });
});

describe('a session', () => {
  it('that a passkey begins takes the place of the one before in that browser', async () => {
    const { device, cookie } = await someone();
    const answer = await signIn(app, device, {}, cookie);
    went(answer);
    expect(await isIn(cookie)).toBe(false);
    expect(await isIn(cookiesOf(answer))).toBe(true);
  });

  it('is not begun beside a planted one: of two cookies neither counts, and neither is ended', async () => {
    const { device, cookie } = await someone();
    const planted = (await aPerson(app)).cookie;
    went(await signIn(app, device, {}, `${cookie}; ${planted}`));
    expect(await isIn(`${cookie}; ${planted}`)).toBe(false);
    expect([await isIn(cookie), await isIn(planted)]).toEqual([true, true]);
  });

  it('that a password alone began is unproven until a passkey is shown, and only a passkey of the same person', async () => {
    const [hers, his] = [await someone(), await someone()];
    const cookie = await throughPassword(hers.person);
    expect(await stateOf(cookie)).toMatchObject({ enrolled: true, proven: false });
    expect((await challenged(app, cookie, true)).options.allowCredentials).toMatchObject([{ id: hers.device.id }]);
    expect(told(await signIn(app, his.device, {}, cookie, true))).toEqual(WRONG);
    const answer = await signIn(app, hers.device, {}, cookie, true);
    went(answer);
    expect(await stateOf(cookiesOf(answer))).toMatchObject({ proven: true });
  });

  it('is confirmed by a passkey in place of the code, where there is one', async () => {
    const one = await enrolled(app, await aPerson(app));
    const waiting = await atSecondStep(app, one.person);
    expect(told((await challenged(app, waiting, true)).answer)).toEqual([409, 'passkey-none']);
    const { device } = await withPasskey(app, one.person, one.cookie);
    const answer = await signIn(app, device, {}, waiting, true);
    went(answer);
    expect(await stateOf(cookiesOf(answer))).toMatchObject({ authenticator: true, passkey: true, proven: true });
    expect(told((await challenged(app, '', true)).answer)).toEqual([401, 'code-too-late']);
  });
});

describe('adding and removing', () => {
  it('takes the password, counted with the wrong codes', async () => {
    const person = await aPerson(app);
    await refused(401, 'not-signed-in', () => app.post('/api/auth/passkey/begin', { password: PASSWORD }));
    for (let n = 0; n < LIMITS['second-factor.person'].most; n += 1)
      expect(told((await begun(app, person.cookie, 'wrong-password')).answer as never)).toEqual([
        401,
        'password-wrong',
      ]);
    expect(told((await begun(app, person.cookie)).answer as never)).toEqual([429, 'too-many-codes']);
    later(15 * MINUTE);
    expect((await begun(app, person.cookie)).answer.status).toBe(200);
  });

  it('moves the person into a fresh session, with a name for the passkey and the days it was added and used', async () => {
    const person = await aPerson(app);
    const { device, id, cookie } = await withPasskey(app, person);
    expect(await isIn(person.cookie)).toBe(false);
    expect(await listed(cookie)).toEqual([
      { id, name: '示例手机', addedAt: expect.any(String) as string, usedAt: null },
    ]);
    went(await signIn(app, device));
    expect((await listed(cookie))[0]?.usedAt).toMatch(/^2026-06-01T/);
  });

  it.each<[string, Slip]>([
    ['at another origin', { origin: 'https://lianchuang.example' }],
    ['for another site', { rpId: 'lianchuang.example' }],
    ['by a device that did not recognise its holder', { verified: false }],
  ])('a credential made %s is not kept', async (_, slip) => {
    const person = await aPerson(app);
    const { options, Cookie } = await begun(app, person.cookie);
    expect(told(await add(app, Cookie, await (await aDevice()).create(options, slip)))).toEqual(WRONG);
    expect(await listed(person.cookie)).toEqual([]);
  });

  it('a passkey is one person’s: another cannot add it, and whoever has it is told by the device', async () => {
    const [hers, his] = [await someone(), await aPerson(app)];
    const asked = await begun(app, his.cookie);
    expect(told(await add(app, asked.Cookie, await hers.device.create(asked.options)))).toEqual([409, 'passkey-taken']);
    const again = await begun(app, hers.cookie);
    expect(again.answer.body).toMatchObject({ excludeCredentials: [{ id: hers.device.id, transports: ['internal'] }] });
  });

  it('a challenge for one person adds nothing to another', async () => {
    const [hers, his] = [await aPerson(app), await aPerson(app)];
    const { options, Cookie } = await begun(app, hers.cookie);
    const made = await (await aDevice()).create(options);
    expect(told(await add(app, `${his.cookie}; ${Cookie.split('; ')[1] ?? ''}`, made))).toEqual(TOO_LATE);
  });

  it('an account holds ten', async () => {
    const { person, ...first } = await someone();
    let { cookie } = first;
    for (let n = 1; n < 10; n += 1) ({ cookie } = await withPasskey(app, person, cookie));
    expect(told((await begun(app, cookie)).answer as never)).toEqual([409, 'passkeys-full']);
  });

  it('takes the password and a proven session; another’s passkey is not there', async () => {
    const [hers, his] = [await someone(), await someone()];
    expect(told(await remove(app, hers.cookie, hers.id, 'wrong-password'))).toEqual([401, 'password-wrong']);
    expect(told(await remove(app, his.cookie, hers.id))).toEqual([404, 'not-found']);
    expect(told(await remove(app, his.cookie, 'key_none'))).toEqual([404, 'not-found']);
    went(await remove(app, hers.cookie, hers.id));
    expect(await listed(hers.cookie)).toEqual([]);
    expect(await stateOf(hers.cookie)).toMatchObject({ enrolled: false, proven: false });
  });

  it('a password alone neither adds a second factor beside the one there is, nor takes it away', async () => {
    const { person, id } = await someone();
    const cookie = await throughPassword(person);
    const refusedTo = async (path: string, body: unknown) =>
      told(await app.post<Problem>(`/api/auth/${path}`, body, { Cookie: cookie }));
    for (const [path, body] of [
      ['passkey/begin', { password: PASSWORD }],
      ['passkey/add', { name: '示例', credential: {} }],
      ['passkey/remove', { id, password: PASSWORD }],
      ['two-factor/enable', { password: PASSWORD }],
      ['two-factor/verify-totp', { code: '000000' }],
    ] as const)
      expect(await refusedTo(path, body), path).toEqual([403, 'second-factor-unproven']);
  });

  it('an authenticator that somebody began before the passkey came is not confirmed by an unproven session', async () => {
    const person = await aPerson(app);
    const thief = await throughPassword(person);
    went(await app.post('/api/auth/two-factor/enable', { password: PASSWORD }, { Cookie: thief }));
    await withPasskey(app, person);
    const code = await app.post<Problem>('/api/auth/two-factor/verify-totp', { code: '123456' }, { Cookie: thief });
    expect(told(code)).toEqual([403, 'second-factor-unproven']);
  });

  it('other sessions that it may have begun hold nothing afterwards; this one goes on while a factor is left', async () => {
    const { person, device, id, cookie } = await someone();
    const second = await withPasskey(app, person, cookie);
    const thief = cookiesOf(await signIn(app, device));
    went(await remove(app, second.cookie, id));
    expect(await stateOf(thief)).toMatchObject({ proven: false });
    expect(await stateOf(second.cookie)).toMatchObject({ enrolled: true, proven: true });
  });

  it('goes with the account when it is erased, and stands in what is held about the person until then', async () => {
    const { person, cookie } = await someone();
    const held = went(await app.get('/me/personal-data', { Cookie: cookie }));
    expect(held).toMatchObject({ passkeys: [{ name: '示例手机', usedAt: null }] });
    went(await app.post('/me/actions/erase', { email: person.email }, { Cookie: cookie }));
    const { results } = await app.env.DB.prepare('SELECT id FROM passkeys WHERE user_id = ?').bind(person.id).all();
    expect(results).toEqual([]);
  });
});

it('only these addresses of the sign-in exist for passkeys', async () => {
  const { cookie } = await someone();
  for (const path of [
    'session',
    'generate-register-options',
    'verify-authentication',
    'list-user-passkeys',
    `x${next()}`,
  ])
    for (const method of ['GET', 'POST']) {
      const body = method === 'GET' ? {} : { body: { userId: 'usr_x' } };
      const answer = await app.request(method, `/api/auth/passkey/${path}`, { headers: { Cookie: cookie }, ...body });
      expect(answer.status, path).toBe(404);
    }
});
