import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.ts';

export type Outcome = { ok: boolean; output: string };

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

/** A tool of the root's node_modules by its name. */
export const tool = (name: string) => join(root, 'node_modules/.bin', name);

export const turbo = (tasks: string[], args: string[] = []) =>
  run(tool('turbo'), ['run', ...tasks, '--output-logs=errors-only', '--log-prefix=none', '--ui=stream', ...args], {
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
  });
