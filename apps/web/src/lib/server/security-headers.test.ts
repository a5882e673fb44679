import { expect, test } from 'vitest';
import { secure } from './security-headers.ts';

const secured = (url: string, given: Record<string, string> = {}) => {
  const headers = new Headers(given);
  secure(headers, new URL(url));
  return headers;
};

test('over https a page keeps the browser there for a year, over plain http it does not', () => {
  const age = Number(
    /max-age=(\d+)/.exec(secured('https://lianchuang.example/').get('strict-transport-security') ?? '')?.[1],
  );
  expect(age).toBeGreaterThanOrEqual(31_536_000);
  expect(secured('http://localhost/').has('strict-transport-security')).toBe(false);
});

test('a page that says nothing about keeping is kept nowhere; one that says so stays as it is', () => {
  expect(secured('http://localhost/').get('cache-control')).toBe('private, no-store');
  const kept = { 'cache-control': 'public, max-age=10' };
  expect(secured('http://localhost/', kept).get('cache-control')).toBe(kept['cache-control']);
});

test('HTML names its characters, other types are left alone', () => {
  const type = (given: string) => secured('http://localhost/', { 'content-type': given }).get('content-type');
  expect(type('text/html')).toBe('text/html; charset=utf-8');
  expect(type('text/csv; charset=utf-8')).toBe('text/csv; charset=utf-8');
});
