import { expect, test } from 'vitest';
import { CookieJar } from './cookie-jar.ts';

test('a cookie set by the API is sent with the next call and handed to the browser as it came', () => {
  const jar = new CookieJar('a=1; theme=x%3D');
  const line = 'session=tok.sig%3D; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800';
  jar.take([line]);
  expect(jar.header()).toBe('a=1; theme=x%3D; session=tok.sig%3D');
  expect(jar.lines).toEqual([line]);
});

test('a cookie that is taken back is no longer sent', () => {
  const jar = new CookieJar('session=old');
  jar.take(['session=; Max-Age=0; Path=/']);
  expect(jar.header()).toBe('');
  expect(jar.lines).toHaveLength(1);
});

test('no header gives no cookies', () => {
  expect(new CookieJar(null).header()).toBe('');
});
