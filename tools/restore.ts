import { resolve } from 'node:path';
import { restore } from './backup/restore.ts';
import { dataFolder } from './paths.ts';
import { turbo } from './run.ts';
import { claimPort } from './serving.ts';

const [given] = process.argv.slice(2);
const startedAt = performance.now();
try {
  if (given === undefined) throw new Error('用法 usage: restore <file>');
  // Two runtimes on one folder would each believe it is theirs.
  await claimPort(Number(process.env.PORT ?? 8787), process.env.HOST).catch(() => {
    throw new Error('请先停止 start。 Stop the running product first.');
  });
  const { ok, output } = await turbo(['build']);
  if (!ok) throw new Error(output);
  const { facts, aside } = await restore(resolve(given), dataFolder);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const told = Object.entries(facts.counts).map(([name, count]) => `${name} ${count}`);
  console.log(`恢复到 as of ${facts.at}: ${told.join(', ')} (${seconds} s)`);
  if (aside !== null) console.log(`原有数据移到 what was there lies in ${aside}`);
} catch (error) {
  console.error(`恢复失败，原有数据未动。 Not restored, nothing was changed: ${(error as Error).message}`);
  process.exitCode = 1;
}
