import { beforeEach, describe, expect, it } from 'vitest';
import { anApp, type Problem } from '../../test/app-under-test.ts';
import { clock } from '../../test/cases.ts';
import { aPerson, next, PASSWORD } from '../../test/people.ts';
import { LIMITS, mostOf, type LimitName } from './limits.ts';

const app = anApp();
const ORIGIN = 'https://lianchuang.example';
const production = anApp({ ENVIRONMENT: 'production', ORIGIN });
const perAccount = LIMITS['sign-in.account'].most;
const perAddress = LIMITS['sign-in.address'].most;
let minutes = 0;

// Every test begins in a stretch of time of its own.
beforeEach(() =>
  clock(
    `2026-06-01 ${String(8 + Math.floor((minutes += 15) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  ),
);

const wrong = (email: string, headers: Record<string, string> = {}) =>
  app.post<Problem>('/api/auth/sign-in/email', { email, password: 'wrong-password' }, headers);
const right = (email: string) => app.post<Problem>('/api/auth/sign-in/email', { email, password: PASSWORD });
const from = (address: string, email: string, more: Record<string, string> = {}) =>
  production.post<Problem>(
    '/api/auth/sign-in/email',
    { email, password: 'wrong-password' },
    { Origin: ORIGIN, 'CF-Connecting-IP': address, ...more },
  );
const told = ({ status, text, headers }: Awaited<ReturnType<typeof wrong>>) => ({
  status,
  text: text.replace(/req_\w+/, ''),
  wait: headers.get('Retry-After'),
});
const someone = () => `nobody-${next()}@test.example`;

describe('wrong passwords', () => {
  it('shut an account after ten, for the right password too, until the quarter of an hour is over', async () => {
    const { email } = await aPerson(app);
    for (let n = 0; n < perAccount; n += 1) expect((await wrong(email)).status).toBe(401);
    for (const answer of [await wrong(email), await right(email), await right(` ${email.toUpperCase()}`)]) {
      expect([answer.status, answer.body.code]).toEqual([429, 'too-many-attempts']);
      expect(answer.headers.get('Retry-After')).toBe('900');
    }
    const other = await aPerson(app);
    expect((await right(other.email)).status).toBe(200);
    clock('2026-06-01 23:45');
    expect((await right(email)).status).toBe(200);
  });

  it('thirty at once are counted as thirty: ten are looked at', async () => {
    const { email } = await aPerson(app);
    const answers = await Promise.all(Array.from({ length: 30 }, () => wrong(email)));
    expect(answers.filter((each) => each.status === 401)).toHaveLength(perAccount);
    expect(answers.filter((each) => each.status === 429)).toHaveLength(30 - perAccount);
  });

  it('are answered alike for an account that exists and one that does not, before and after', async () => {
    const { email } = await aPerson(app);
    const nobody = someone();
    for (let n = 0; n <= perAccount; n += 1) expect(told(await wrong(nobody))).toEqual(told(await wrong(email)));
    expect((await wrong(nobody)).status).toBe(429);
  });

  it('take as long for an account that does not exist: its password is hashed all the same', async () => {
    const emails = await Promise.all(Array.from({ length: 8 }, async () => (await aPerson(app)).email));
    const time = async (email: string) => {
      const began = performance.now();
      expect((await wrong(email)).status).toBe(401);
      return performance.now() - began;
    };
    await time(someone());
    const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const [known, unknown]: [number[], number[]] = [[], []];
    for (const email of emails) {
      known.push(await time(email));
      unknown.push(await time(someone()));
    }
    const ratio = median(unknown) / median(known);
    // The machine of the tests is shared; a missing hash would be a tenth.
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('are forgotten by the right one', async () => {
    const { email } = await aPerson(app);
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < perAccount - 1; n += 1) expect((await wrong(email)).status).toBe(401);
      expect((await right(email)).status).toBe(200);
    }
  });

  it('from one address shut the address, whatever account and whatever the client claims about itself', async () => {
    for (let n = 0; n < perAddress; n += 10)
      await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          from(`2001:db8:1:2::${n + at}`, someone(), { 'X-Forwarded-For': `10.0.${n}.${at}` }),
        ),
      );
    const answer = await from('2001:db8:1:2:ffff::1', someone(), { 'X-Real-IP': '198.51.100.9' });
    expect([answer.status, answer.body.code]).toEqual([429, 'too-many-attempts']);
    expect((await from('2001:db8:1:3::1', someone())).status).toBe(401);
  });

  it('leave no e-mail and no address in the counts', async () => {
    const { email } = await aPerson(app);
    await wrong(email);
    await from('203.0.113.7', email);
    const { results } = await app.env.DB.prepare('SELECT bucket FROM counters').all<{ bucket: string }>();
    expect(results.length).toBeGreaterThan(1);
    for (const { bucket } of results) expect(bucket).toMatch(/^[a-z_.-]+ [0-9a-f]{32}$/);
  });
});

describe('limits', () => {
  it('are the same wherever the product runs, and wider in a demonstration only', () => {
    for (const name of Object.keys(LIMITS) as LimitName[]) {
      const { most } = LIMITS[name];
      expect([mostOf('production', name), mostOf('test', name)]).toEqual([most, most]);
      expect(mostOf('prod' as never, name)).toBe(most);
      expect(mostOf(undefined as never, name)).toBe(most);
      expect(mostOf('demo', name)).toBeGreaterThan(most);
    }
  });

  it('an office’s demonstration may mistype more often', async () => {
    const demo = anApp({ ENVIRONMENT: 'demo' });
    const email = someone();
    for (let n = 0; n < perAccount + 2; n += 1)
      expect((await demo.post('/api/auth/sign-in/email', { email, password: 'wrong-password' })).status).toBe(401);
  });

  it('accounts made from one address are counted', async () => {
    const signUp = (address: string) =>
      production.post<Problem>(
        '/api/auth/sign-up/email',
        { email: someone(), password: PASSWORD, name: '某人' },
        { Origin: ORIGIN, 'CF-Connecting-IP': address },
      );
    const answers = await Promise.all(
      Array.from({ length: LIMITS['sign-up.address'].most + 5 }, () => signUp('203.0.113.9')),
    );
    expect(answers.filter((each) => each.status === 200)).toHaveLength(LIMITS['sign-up.address'].most);
    const late = answers.find((each) => each.status === 429);
    expect([late?.body.code, Number(late?.headers.get('Retry-After')) > 0]).toEqual(['too-many-requests', true]);
    expect((await signUp('203.0.113.10')).status).toBe(200);
  });
});
