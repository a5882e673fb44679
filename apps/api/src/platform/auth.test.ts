import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';

const app = createApp();

function signUp(origin: string, email: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', Origin: origin };
  const body = JSON.stringify({ email, password: 'correct horse battery', name: '签署人' });
  return Promise.resolve(app.request(`${origin}/api/auth/sign-up/email`, { method: 'POST', headers, body }, env));
}

describe('the session cookie', () => {
  it('is host-bound and secure wherever the origin is not plain-http localhost', async () => {
    const answer = await signUp('https://lianchuang.example', 'secure@people.example');
    const cookie = answer.headers.getSetCookie().find((each) => each.includes('session')) ?? '';
    expect(cookie).toMatch(/^__Host-session=/);
    expect(cookie).toContain('Secure');
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Path=/');
    expect(cookie).not.toContain('Domain');
  });

  it('works on plain-http localhost, where a browser would drop a secure one', async () => {
    const answer = await signUp('http://localhost', 'local@people.example');
    const cookie = answer.headers.getSetCookie().find((each) => each.includes('session')) ?? '';
    expect(cookie).toMatch(/^session=/);
    expect(cookie).not.toContain('Secure');
    expect(cookie).toContain('HttpOnly');
  });

  it('opens nothing once its session is signed out', async () => {
    const origin = 'http://localhost';
    const answer = await signUp(origin, 'leaving@people.example');
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const me = () => app.request(`${origin}/api/v1/me`, { headers: { Cookie: cookie } }, env);
    expect((await me()).status).toBe(200);
    const headers = { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json' };
    await app.request(`${origin}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' }, env);
    expect((await me()).status).toBe(401);
  });
});

it('a password is kept as scrypt with its own salt', async () => {
  await signUp('http://localhost', 'salted@people.example');
  await signUp('http://localhost', 'salted-too@people.example');
  const { results } = await env.DB.prepare(
    "SELECT password FROM accounts WHERE user_id IN (SELECT id FROM users WHERE email LIKE 'salted%')",
  ).all<{ password: string }>();
  expect(results).toHaveLength(2);
  for (const { password } of results) expect(password).toMatch(/^scrypt:256:16:1:[0-9a-f]{32}:[0-9a-f]{128}$/);
  expect(results[0]?.password).not.toBe(results[1]?.password);
});
