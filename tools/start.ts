import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ACCOUNTS, DEMO_PASSWORD } from '../apps/api/src/demo/accounts.ts';
import { dataFolder, root } from './paths.ts';
import { turbo } from './run.ts';
import { claimPort, onStopSignal, serve } from './serving.ts';

const host = process.env.HOST ?? '127.0.0.1';
const port = Number(process.env.PORT ?? 8787);
const jobsEveryMs = 5 * 60 * 1000;

function stopWith(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function refuse({ message }: Error): never {
  if (/port-taken|address already in use/i.test(message))
    stopWith(`端口 ${port} 已被占用，请用 PORT=<其他端口> 再试。 Port ${port} is taken; set PORT to another one.`);
  stopWith(`启动失败 could not start: ${message}`);
}

const say = (line: string) => console.log(`      ${line}`);
const step = (number: number, title: string) => console.log(`[${number}/3] ${title}`);

async function build() {
  const { ok, output } = await turbo(['build']);
  if (ok) return;
  mkdirSync(dataFolder, { recursive: true });
  const log = join(dataFolder, 'build.log');
  writeFileSync(log, output);
  stopWith(`构建失败，原因见 ${relative(root, log)}。 The build failed; ${relative(root, log)} says why.`);
}

if (!Number.isInteger(port) || port < 0 || port > 65535)
  stopWith(`PORT 须为 0 到 65535 的整数。 PORT must be a whole number from 0 to 65535.`);
await claimPort(port, host).catch(refuse);
if (process.argv.includes('--reset')) rmSync(dataFolder, { recursive: true, force: true });

const startedAt = performance.now();
step(1, '构建 build');
await build();
step(2, '数据库与演示数据 databases and demonstration data');
const serving = await serve({
  port,
  host,
  dataDir: dataFolder,
  ...(process.env.ORIGIN ? { origin: process.env.ORIGIN } : {}),
  log: say,
  workerLog: ({ level, message }) => level === 'error' && console.error(message),
}).catch(refuse);
step(3, `就绪 ready (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);

const runJobs = () => serving.runJobs().catch((error: Error) => console.error(error.message));
const jobs = setInterval(runJobs, jobsEveryMs);
void runJobs();

console.log(`\n  打开 open   ${serving.url}\n`);
for (const { email, name, office = '' } of ACCOUNTS) console.log(`  ${email.padEnd(28)} ${name} ${office}`);
console.log(`\n  密码 password  ${DEMO_PASSWORD}\n  停止 stop  Ctrl+C\n`);

onStopSignal(() => {
  clearInterval(jobs);
  return serving.stop();
});
