import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { env } from 'cloudflare:workers';
import { expect, it, vi } from 'vitest';
import { anApp } from '../../test/app-under-test.ts';
import { atSecondStep, enrolled, enter } from '../../test/authenticator.ts';
import { aPerson } from '../../test/people.ts';
import { oneClock } from '../../test/one-clock.ts';

// The library seals secrets with XChaCha20-Poly1305, which proves that nothing was changed: these hold it to that.
const app = anApp();
const key = app.env.BETTER_AUTH_SECRET;

const { later } = oneClock();

const changed = (sealed: string, at: number) =>
  sealed.slice(0, at) + ((parseInt(sealed[at] ?? '0', 16) + 1) % 16).toString(16) + sealed.slice(at + 1);
const stored = async (userId: string) =>
  (await env.DB.prepare('SELECT secret, backup_codes FROM second_factors WHERE user_id = ?')
    .bind(userId)
    .first<{ secret: string; backup_codes: string }>()) ?? { secret: '', backup_codes: '' };

it('neither the secret nor a recovery code stands readable in the database', async () => {
  const { person, recoveryCodes } = await enrolled(app, await aPerson(app));
  const row = await stored(person.id);
  const secret = await symmetricDecrypt({ key, data: row.secret });
  expect(secret.length).toBeGreaterThan(20);
  expect(row.secret).toMatch(/^[0-9a-f]+$/);
  // A nonce of 24 bytes before it, a tag of 16 behind it.
  expect(row.secret).toHaveLength(2 * (24 + secret.length + 16));
  for (const each of [secret, ...recoveryCodes]) expect(JSON.stringify(row)).not.toContain(each);
});

it('the same secret is never sealed twice alike', async () => {
  const sealed = await Promise.all(Array.from({ length: 20 }, () => symmetricEncrypt({ key, data: 'same' })));
  expect(new Set(sealed).size).toBe(20);
});

it('one digit changed anywhere, a piece cut off or another key: nothing is opened', async () => {
  const sealed = await symmetricEncrypt({ key, data: 'a secret of somebody' });
  for (let at = 0; at < sealed.length; at += 1)
    await expect(symmetricDecrypt({ key, data: changed(sealed, at) }), `digit ${at}`).rejects.toThrow();
  await expect(symmetricDecrypt({ key, data: sealed.slice(0, -2) })).rejects.toThrow();
  await expect(symmetricDecrypt({ key: `${key}x`, data: sealed })).rejects.toThrow();
});

it('a secret that was exchanged in the database lets nobody in, the right code neither', async () => {
  const one = await enrolled(app, await aPerson(app));
  later(5 * 60_000);
  const { secret } = await stored(one.person.id);
  await env.DB.prepare('UPDATE second_factors SET secret = ? WHERE user_id = ?')
    .bind(changed(secret, 60), one.person.id)
    .run();
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const answer = await enter(app, await atSecondStep(app, one.person), await one.shown());
  log.mockRestore();
  expect(answer.status).toBe(500);
  expect(answer.headers.getSetCookie().join()).not.toMatch(/session=[^;]/);
});
