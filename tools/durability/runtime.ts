import { ownRuntimes } from '../bench/speed.ts';
import { serve, type ServeOptions, type Serving } from '../serving.ts';

/** The built API on a folder of data, with the processes that may be killed. */
export type Running = { serving: Serving; pids: number[]; ms: number };

/** Starts it on what lies in the folder, at any free port unless told otherwise. */
export async function start(dataDir: string, over: Partial<ServeOptions> = {}): Promise<Running> {
  const others = new Set(ownRuntimes());
  const startedAt = performance.now();
  const serving = await serve({ port: 0, dataDir, demoData: false, apiOnly: true, ...over });
  const pids = ownRuntimes().filter((each) => !others.has(each));
  if (pids.length === 0) throw new Error('the process of the runtime was not found, so nothing can be killed');
  return { serving, pids, ms: performance.now() - startedAt };
}

/** Kills without a word of warning and waits until nothing of it is left. */
export async function kill({ serving, pids }: Running): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await serving.stop().catch(() => undefined);
}
