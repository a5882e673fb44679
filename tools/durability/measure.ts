import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine } from '../bench/report.ts';
import { checkedHistory } from './clients.ts';
import { killedRounds, type Figures } from './rounds.ts';
import { stalledDatabase } from './stalled.ts';

/** So many answered submissions a full run has to have seen before its zeros mean something. */
const ENOUGH_ACKNOWLEDGED = 4_000;

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The figures in words, one a line. */
function told({ startMs, lost, torn, otherReceipts, ...figures }: Figures): string[] {
  const { rounds, seed, acknowledged, submissions, resubmissions, inDoubt, doneInDoubt } = figures;
  return [
    `${rounds} times the runtime was killed (SIGKILL) while eight people wrote; seed ${seed}`,
    `${acknowledged} writes acknowledged, ${submissions + resubmissions} of them submissions: ${submissions} of a new case with five signed members, ${resubmissions} after a correction`,
    `${inDoubt} writes had no answer when the runtime died; ${doneInDoubt} of them had been done`,
    `acknowledged and lost: ${lost.length}`,
    `half states: ${torn.length}`,
    `other receipts under the same key: ${otherReceipts.length}`,
    `start on the same data: median ${Math.round(middle(startMs))} ms, at most ${Math.round(Math.max(0, ...startMs))} ms`,
  ];
}

/** Kills the runtime so many times, says what was found, and answers whether everything held. */
export async function measureDurability(rounds: number, seed: number): Promise<{ held: boolean; lines: string[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianchuang-durability-'));
  try {
    const log = (line: string) => console.log(`      ${line}`);
    const figures = await killedRounds({ rounds, seed, dataDir, killAfterMs: [200, 3000], log });
    const faults = [...figures.lost, ...figures.torn, ...figures.otherReceipts];
    for (const each of faults) console.error(`✗ ${each}`);
    const submitted = figures.submissions + figures.resubmissions;
    const enough = submitted >= ENOUGH_ACKNOWLEDGED;
    if (!enough) console.error(`✗ ${submitted} submissions acknowledged, ${ENOUGH_ACKNOWLEDGED} are needed`);
    return { held: faults.length === 0 && enough, lines: [machine(), ...told(figures)] };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** As long as D1 has been seen to hang (docs/security/guarantees.md, 10). */
const STALL_SECONDS = 80;

/** A form that is sent while the database hangs, in real time. */
export async function measureStall(): Promise<{ held: boolean; lines: string[] }> {
  const { faults, lines } = await stalledDatabase(STALL_SECONDS);
  for (const each of faults) console.error(`✗ ${each}`);
  return { held: faults.length === 0, lines };
}

const OPERATIONS = 10_000;

/** Eight clients and ten thousand calls on a few drafts, with the runtime killed under them; whether one legal order exists. */
export async function measureHistory(seed: number): Promise<{ held: boolean; lines: string[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianchuang-history-'));
  try {
    const told = await checkedHistory({ operations: OPERATIONS, seed, dataDir, killEveryMs: [3000, 9000] });
    const { operations, reads, won, stale, inDoubt, kills, anomalies } = told;
    for (const each of anomalies) console.error(`✗ ${each}`);
    const lines = [
      `${operations} calls of eight clients on six drafts, ${kills} kills; seed ${seed}`,
      `${reads} readings, ${won} changes, ${stale} refused as stale, ${inDoubt} never answered`,
      `against one legal order: ${anomalies.length}`,
    ];
    return { held: anomalies.length === 0, lines };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
