import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { turbo } from '../run.ts';
import { checkedHistory } from './clients.ts';
import { killedRounds } from './rounds.ts';

before(async () => {
  const { ok, output } = await turbo(['build']);
  assert.ok(ok, output);
});

test('what was acknowledged survives kill -9 of the runtime, whole, and the same key gets the same receipt', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianchuang-durability-'));
  try {
    const figures = await killedRounds({ rounds: 5, seed: Date.now() % 100_000, dataDir, killAfterMs: [300, 1500] });
    const { lost, torn, otherReceipts, seed } = figures;
    assert.deepEqual({ lost, torn, otherReceipts, seed }, { lost: [], torn: [], otherReceipts: [], seed });
    assert.ok(figures.acknowledged >= 100, `only ${figures.acknowledged} acknowledged: the writers hardly wrote`);
    assert.ok(figures.inDoubt > 0, 'no call was cut off: the runtime was not killed while it worked');
    console.log(JSON.stringify({ ...figures, startMs: Math.max(...figures.startMs) }));
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test('eight clients, hung up on, doubled and with the runtime killed under them: one legal order for every record', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianchuang-history-'));
  try {
    const seed = Date.now() % 100_000;
    const figures = await checkedHistory({ operations: 400, seed, dataDir, killEveryMs: [400, 900] });
    assert.deepEqual(figures.anomalies, [], `seed ${seed}`);
    const { won: made, stale: refused, kills } = figures;
    console.log(JSON.stringify(figures));
    assert.ok(made > 20 && refused > 5 && kills > 0, `too little happened: ${JSON.stringify(figures)}`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
