import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { turbo } from '../run.ts';
import { stalledDatabase } from './stalled.ts';

before(async () => {
  const { ok, output } = await turbo(['build']);
  assert.ok(ok, output);
});

// A little longer than the pages wait; `bench --durability` does the same for 80 seconds.
const SECONDS = 25;

test('a form that is sent while the database hangs is not confirmed, and sent again counts once', async () => {
  assert.deepEqual((await stalledDatabase(SECONDS)).faults, []);
});
