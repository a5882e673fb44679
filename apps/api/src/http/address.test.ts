import { expect, test } from 'vitest';
import { addressBucket, addressOf } from './address.ts';

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['::ffff:203.0.113.7', '203.0.113.7', true],
  ['::ffff:cb00:7107', '203.0.113.7', true],
  ['0:0:0:0:0:ffff:cb00:7107', '203.0.113.7', true],
  ['203.0.113.7', '203.0.113.8', false],
  ['::1', '::2', true],
  ['nonsense', 'nonsense', true],
  ['1::2::3', '1::2::4', false],
])('%s and %s are counted as one: %s', (one, other, same) => {
  expect(addressBucket(one) === addressBucket(other)).toBe(same);
});

test('only the edge of production is believed, and no other header anywhere', () => {
  const headers = new Headers({
    'CF-Connecting-IP': '203.0.113.7',
    'X-Forwarded-For': '198.51.100.1',
    'X-Real-IP': '198.51.100.2',
    Forwarded: 'for=198.51.100.3',
  });
  expect(addressOf(headers, 'production')).toBe('203.0.113.7');
  expect(addressOf(headers, 'demo')).toBe('unknown');
  expect(addressOf(headers, 'test')).toBe('unknown');
  headers.delete('CF-Connecting-IP');
  expect(addressOf(headers, 'production')).toBe('unknown');
});
