import { expect, test } from 'vitest';
import { isOwnWrite } from './same-origin.ts';

const url = new URL('https://lianchuang.example/sign-in');
const ask = (method: string, headers: Record<string, string>) => isOwnWrite(new Request(url, { method, headers }), url);

test.each([
  ['GET', {}, true],
  ['POST', { origin: 'https://lianchuang.example' }, true],
  ['POST', { origin: 'https://evil.example' }, false],
  ['POST', { origin: 'https://sub.lianchuang.example' }, false],
  ['POST', { origin: 'null' }, false],
  ['POST', { origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
  ['POST', {}, false],
  ['POST', { 'sec-fetch-site': 'same-origin' }, true],
  ['POST', { 'sec-fetch-site': 'same-site' }, false],
  ['POST', { 'content-type': 'application/json', origin: 'https://evil.example' }, false],
  ['DELETE', { origin: 'https://evil.example' }, false],
] as [string, Record<string, string>, boolean][])('%s %o is taken: %s', (method, headers, taken) => {
  expect(ask(method, headers)).toBe(taken);
});
