import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { Keeper } from './keeper.ts';
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
