import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const N = 16384;
const R = 16;
const P = 1;
const LENGTH = 64;

function derive(password: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, { N, r: R, p: P, maxmem: 128 * N * R * 2 }, (error, key) =>
      error === null ? resolve(new Uint8Array(key)) : reject(error),
    );
  });
}

/** Native scrypt: the pure JavaScript default of the auth library overruns a Worker's CPU time. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `scrypt:${N}:${R}:${P}:${salt.toString('hex')}:${Buffer.from(key).toString('hex')}`;
}

/** Compares in constant time; a hash of another form never fits. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [form, n, r, p, salt, key] = hash.split(':');
  if (form !== 'scrypt' || Number(n) !== N || Number(r) !== R || Number(p) !== P || !salt || !key) return false;
  const expected = Buffer.from(key, 'hex');
  const actual = await derive(password, Buffer.from(salt, 'hex'));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
