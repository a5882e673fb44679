import { expect, test } from 'vitest';
import { withCacheStatus } from './cache-status.ts';

const said = (headers: Record<string, string>) =>
  withCacheStatus(new Response('x', { headers })).headers.get('cache-status');
const page = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'public, max-age=10' };

test('a public page says whether the cache gave it', () => {
  expect(said(page)).toBe('lianchuang; fwd=miss');
  expect(said({ ...page, 'cf-cache-status': 'HIT' })).toBe('lianchuang; hit');
  expect(said({ ...page, 'cf-cache-status': 'MISS' })).toBe('lianchuang; fwd=miss');
});

test('what is one person’s, and what is no page, says nothing', () => {
  expect(said({ ...page, 'cache-control': 'private, no-store' })).toBeNull();
  expect(said({ ...page, 'content-type': 'text/css' })).toBeNull();
});
