import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Env } from './env.ts';

/** The work that OWASP's cheat sheet asks for; tests that sign up hundreds of people take less. */
const WORK = { usual: 16384, quick: 256 } as const;
const R = 16;
const P = 1;
const LENGTH = 64;

function derive(password: string, salt: Uint8Array, N: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, { N, r: R, p: P, maxmem: 128 * N * R * 2 }, (error, key) =>
      error === null ? resolve(new Uint8Array(key)) : reject(error),
    );
  });
}

async function hashPassword(password: string, N: number): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, N);
  return `scrypt:${N}:${R}:${P}:${salt.toString('hex')}:${Buffer.from(key).toString('hex')}`;
}

type Kept = { readonly hash: string; readonly password: string };

/** Compares in constant time; a hash of another form never fits. */
async function verifyPassword({ hash, password }: Kept, N: number): Promise<boolean> {
  const [form, n, r, p, salt, key] = hash.split(':');
  if (form !== 'scrypt' || Number(n) !== N || Number(r) !== R || Number(p) !== P || !salt || !key) return false;
  const expected = Buffer.from(key, 'hex');
  const actual = await derive(password, Buffer.from(salt, 'hex'), N);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** How passwords are kept. Native scrypt: the pure JavaScript default of the auth library overruns a Worker's CPU time. */
export function passwordsOf({ ENVIRONMENT, QUICK_PASSWORDS }: Pick<Env, 'ENVIRONMENT' | 'QUICK_PASSWORDS'>) {
  const N = ENVIRONMENT === 'test' && QUICK_PASSWORDS === 'true' ? WORK.quick : WORK.usual;
  return {
    hash: (password: string) => hashPassword(password, N),
    verify: (kept: Kept) => verifyPassword(kept, N),
  };
}
