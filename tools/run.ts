import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.ts';

/** `said` is worth reading even when all went well. */
export type Outcome = { ok: boolean; output: string; said?: string };

/** Runs a program at the root and keeps everything it said. */
export function run(program: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** Runs a program at the root and lets it speak for itself. */
export function follow(program: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit' });
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output: '' }));
  });
}

/** A tool of the root's node_modules by its name. */
export const tool = (name: string) => join(root, 'node_modules/.bin', name);

export const turbo = (tasks: string[], args: string[] = []) =>
  run(tool('turbo'), ['run', ...tasks, '--output-logs=errors-only', '--log-prefix=none', '--ui=stream', ...args], {
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
  });

export type Step = { name: string; work: () => Promise<Outcome> };

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs the steps, `atOnce` at a time, says how each went and what a failed one said; answers the failed. */
export async function runSteps(steps: Step[], atOnce: number): Promise<Step[]> {
  const waiting = [...steps];
  const failed: Step[] = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const startedAt = performance.now();
      const { ok, output, said } = await step.work();
      console.log(`${ok ? '✓' : '✗'} ${step.name.padEnd(16)} ${seconds(startedAt)}`);
      if (said) console.log(said);
      if (ok) continue;
      failed.push(step);
      console.error(output.trimEnd());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failed;
}
