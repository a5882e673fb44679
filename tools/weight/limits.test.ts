import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeWeights } from './limits.ts';

const within = [
  { id: '/(site)/consortia', bytes: 30_000 },
  { id: '/(apply)/apply', bytes: 90_000 },
  { id: '/(admin)/admin', bytes: 180_000 },
];

test('a page that weighs exactly its limit passes', () => {
  assert.deepEqual(judgeWeights(within).wrong, []);
});

test('a page one byte above the limit of its kind is named with its weight', () => {
  for (const { id, bytes } of within) {
    const { wrong } = judgeWeights([...within, { id: `${id}/heavy`, bytes: bytes + 1 }]);
    assert.equal(wrong.length, 1);
    assert.match(wrong[0] ?? '', /heavy: \d+\.0 kB of JavaScript, at most \d+/);
  }
});

test('the heaviest page of each kind is said', () => {
  const { said } = judgeWeights([...within, { id: '/(apply)/apply/light', bytes: 1000 }]);
  assert.deepEqual(
    said.map((line) => line.split('kB  ')[1]),
    within.map(({ id }) => id),
  );
});

test('a page of a new kind, and a kind without pages, are not passed over', () => {
  const { wrong } = judgeWeights([{ id: '/(expert)/reviews', bytes: 1 }, ...within.slice(1)]);
  assert.deepEqual(wrong, ['public pages: no page was measured', '/(expert)/reviews: of no kind that has a limit']);
});
