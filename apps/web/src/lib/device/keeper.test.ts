import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { Keeper, stopKeeping } from './keeper.ts';
import { findDraft, keepDraft } from './store.ts';

const place = {
  userId: 'usr_1',
  filingId: 'fil_1',
  step: 'topics',
  href: '/apply/filings/fil_1/topics',
  title: '示例',
};
const written = async (typed: unknown) => {
  for (let waits = 0; waits < 100; waits += 1) {
    const kept = await findDraft('usr_1', 'fil_1', 'topics');
    if (JSON.stringify(kept?.typed) === JSON.stringify(typed)) return kept;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('never written');
};

test('what an earlier visit left is read before anything is written, however early somebody types', async () => {
  await keepDraft({ ...place, typed: '上次离线写的', base: {}, at: '2026-11-01T00:00:00.000Z' });
  const keeper = new Keeper(place, () => undefined);
  keeper.keep(() => ({ typed: '不', base: {} }));
  await written('不');
  expect((await keeper.left())?.typed).toBe('上次离线写的');
});

test('what the server took is written down as taken at once, though something was written a moment before', async () => {
  const keeper = new Keeper(place, () => undefined);
  keeper.keep(() => ({ typed: '按下前', base: {} }));
  await written('按下前');
  const before = performance.now();
  keeper.settle(() => ({ typed: '按下后', base: {}, savedAt: '2026-11-29T00:00:00.000Z' }));
  await written('按下后');
  expect(performance.now() - before).toBeLessThan(400);
});

// Last in this file: a tab whose person left does not begin again.
test('a tab whose person signed out elsewhere writes nothing any more, not even while it goes', async () => {
  const setItem = vi.fn();
  vi.stubGlobal('localStorage', { setItem, getItem: () => null, removeItem: () => undefined });
  const left = { ...place, step: 'plan' };
  const keeper = new Keeper(left, () => undefined);
  keeper.keep(() => ({ typed: '退出前', base: {} }));
  stopKeeping();
  keeper.keep(() => ({ typed: '退出后', base: {} }));
  keeper.keepNow(() => ({ typed: '关页时', base: {} }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([await findDraft('usr_1', 'fil_1', 'plan'), setItem.mock.calls]).toEqual([undefined, []]);
});
