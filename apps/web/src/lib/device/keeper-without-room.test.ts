import { expect, test, vi } from 'vitest';
import { Keeper } from './keeper.ts';

const place = { userId: 'usr_1', filingId: 'fil_1', step: 'topics', href: '/', title: '示例' };
const failing = (name: string) => () => {
  throw new DOMException('示例', name);
};

test.each([
  ['has no room left', 'QuotaExceededError', 'full'],
  ['keeps nothing at all', 'SecurityError', 'refused'],
])('where the database does not answer, a device that %s is said to be so', async (_, name, outcome) => {
  vi.stubGlobal('indexedDB', { open: failing('UnknownError') });
  vi.stubGlobal('localStorage', { setItem: failing(name), getItem: () => null, removeItem: () => undefined });
  const told = await new Promise((resolve) => new Keeper(place, resolve).keep(() => ({ typed: '写的', base: {} })));
  expect(told).toBe(outcome);
});
