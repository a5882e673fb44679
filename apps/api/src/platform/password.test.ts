import { expect, it } from 'vitest';
import { passwordsOf } from './password.ts';

it.each([
  ['production', 'true', 16384],
  ['demo', 'true', 16384],
  ['test', undefined, 16384],
  ['test', 'true', 256],
] as const)('%s with quick passwords %s works %i rounds for each', async (ENVIRONMENT, QUICK_PASSWORDS, rounds) => {
  const { hash, verify } = passwordsOf({ ENVIRONMENT, ...(QUICK_PASSWORDS && { QUICK_PASSWORDS }) });
  const kept = await hash('a right password');
  expect(kept.split(':').slice(0, 4)).toEqual(['scrypt', String(rounds), '16', '1']);
  expect(await verify({ hash: kept, password: 'a right password' })).toBe(true);
  expect(await verify({ hash: kept, password: 'a wrong password' })).toBe(false);
});

it('a hash that took less work than is asked for opens nothing', async () => {
  const quick = passwordsOf({ ENVIRONMENT: 'test', QUICK_PASSWORDS: 'true' });
  const hash = await quick.hash('a right password');
  expect(await passwordsOf({ ENVIRONMENT: 'production' }).verify({ hash, password: 'a right password' })).toBe(false);
});
