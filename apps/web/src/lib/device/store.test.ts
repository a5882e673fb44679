import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import {
  clearPerson,
  dropDraft,
  dropQueued,
  enqueue,
  findCase,
  findDraft,
  keepCase,
  keepDraft,
  listCases,
  listDrafts,
  listQueue,
  type KeptDraft,
  type WaitingRequest,
} from './store.ts';

const draft = (change: Partial<KeptDraft> = {}): KeptDraft => ({
  userId: 'a',
  filingId: 'fil_1',
  step: 'basics',
  typed: { consortiumName: '示例' },
  base: { consortiumName: '' },
  at: '2026-11-28T10:00:00+08:00',
  href: '/apply/filings/fil_1/basics',
  title: '示例',
  ...change,
});
const request = (change: Partial<WaitingRequest> = {}): WaitingRequest => ({
  userId: 'a',
  key: 'k1',
  method: 'POST',
  url: '/api/v1/filings/fil_1/members',
  headers: {},
  body: '{}',
  title: '邀请',
  at: '2026-11-28T10:00:00+08:00',
  ...change,
});

test('a draft is found by person, filing and step, and is gone once dropped', async () => {
  expect(await keepDraft(draft())).toBe('kept');
  await keepDraft(draft({ step: 'plan' }));
  await keepDraft(draft({ userId: 'ab' }));
  expect(await findDraft('a', 'fil_1', 'basics')).toEqual(draft());
  expect((await listDrafts('a')).map((each) => each.step)).toEqual(['basics', 'plan']);
  await dropDraft('a', 'fil_1', 'basics');
  expect(await findDraft('a', 'fil_1', 'basics')).toBeUndefined();
  expect(await listDrafts('ab')).toHaveLength(1);
});

test('requests come back in the order in which they were made', async () => {
  for (const key of ['k1', 'k2', 'k3']) expect(await enqueue(request({ key }))).toBe('kept');
  const [first, ...others] = await listQueue('a');
  expect(first?.key).toBe('k1');
  await dropQueued(first?.id ?? 0);
  expect(await listQueue('a')).toEqual(others);
});

test('cases come back last seen first', async () => {
  await keepCase({ userId: 'a', filingId: 'fil_1', seenAt: '2026-11-27', view: 1 });
  await keepCase({ userId: 'a', filingId: 'fil_2', seenAt: '2026-11-28', view: 2 });
  expect((await listCases('a')).map((each) => each.view)).toEqual([2, 1]);
  expect((await findCase('a', 'fil_1'))?.view).toBe(1);
});

test('what one person left is cleared and another person’s stays', async () => {
  await keepDraft(draft());
  await enqueue(request());
  await enqueue(request({ userId: 'ab' }));
  await keepCase({ userId: 'ab', filingId: 'fil_1', seenAt: '2026-11-28', view: 3 });
  await clearPerson('a');
  expect([await listDrafts('a'), await listQueue('a'), await listCases('a')]).toEqual([[], [], []]);
  expect([await listDrafts('ab'), await listQueue('ab'), await listCases('ab')].map((each) => each.length)).toEqual([
    1, 1, 1,
  ]);
});

test('a device without room says so, one that refuses says that', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  put.mockImplementationOnce(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  expect(await keepDraft(draft())).toBe('full');
  put.mockImplementationOnce(() => {
    throw new DOMException('', 'InvalidStateError');
  });
  expect(await keepDraft(draft())).toBe('refused');
  expect(await keepDraft(draft())).toBe('kept');
});
