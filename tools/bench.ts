import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pinyinInitials } from '../apps/api/src/consortia/pinyin-initials.ts';
import { dayOf } from '../packages/domain/src/kernel/index.ts';
import { serveBareRoute } from './bench/bare-route.ts';
import { measureCosts } from './bench/cost.ts';
import { registerOf } from './bench/register.ts';
import {
  brokenLimits,
  comparisonTable,
  costTable,
  document,
  machine,
  speedTable,
  type SizeReport,
} from './bench/report.ts';
import { questions, timedAgain, timedAnew, type Sample } from './bench/requests.ts';
import { measureSpeed, ownRuntimes, type Speed } from './bench/speed.ts';
import { root } from './paths.ts';
import { measureVerifier } from './bench/verifier.ts';
import { writeTrust } from './bench/write-trust.ts';
import { measureDurability, measureHistory, measureStall } from './durability/measure.ts';
import { measureLoad } from './load/measure.ts';
import { turbo } from './run.ts';
import { serve } from './serving.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    seconds: { type: 'string', default: '10' },
    write: { type: 'boolean', default: false },
    durability: { type: 'boolean', default: false },
    load: { type: 'boolean', default: false },
    verifier: { type: 'boolean', default: false },
    events: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const seconds = Number(values.seconds);
const [rounds, seed, events] = [Number(values.rounds), Number(values.seed), Number(values.events)];
if (![...sizes, seconds, rounds, seed, events].every((each) => Number.isInteger(each) && each >= 0)) {
  console.error(
    'usage: bench [--sizes 1000,10000,100000] [--seconds 10] [--write] | bench --durability [--rounds 200] [--seed 1] | bench --load [--seconds 300] | bench --verifier [--events 1000000]',
  );
  process.exit(1);
}
const log = (line: string) => console.log(`      ${line}`);

/** The consortium that is asked for by itself: the first made, whose filing has its whole history. */
async function sampleOf(origin: string): Promise<Sample> {
  const id = `con_01990001${'0'.repeat(24)}`;
  const answer = await fetch(`${origin}/api/v1/consortia/${id}`);
  const { name, registrationNumber } = (await answer.json()) as { name: string; registrationNumber: string };
  return { id, registrationNumber, initials: pinyinInitials(name).slice(2, 6) };
}

type Timed = { name: string; path: string };

async function speedsOf(origin: string, timed: readonly Timed[], pid: number | undefined): Promise<Speed[]> {
  const speeds: Speed[] = [];
  for (const { name, path } of timed) {
    const { status } = await fetch(origin + path);
    if (status === 200) speeds.push(await measureSpeed(name, origin + path, seconds, pid));
    else log(`${name}: not timed, ${path} answers ${status}`);
  }
  return speeds;
}

/** Something that serves, with the process that serves it, for as long as `work` lasts. */
async function during<S extends { url: string; stop(): Promise<void> }, T>(
  begin: () => Promise<S>,
  work: (url: string, pid: number | undefined) => Promise<T>,
): Promise<T> {
  const others = new Set(ownRuntimes());
  const serving = await begin();
  const pid = ownRuntimes().find((each) => !others.has(each));
  return work(serving.url, pid).finally(() => serving.stop());
}

async function measure(size: number): Promise<SizeReport> {
  console.log(`\n${size} consortia`);
  const dataDir = await registerOf(size, Date.now(), log);
  const served = (vars: Record<string, string>) => () =>
    serve({ port: 0, dataDir, demoData: false, vars, workerLog: ({ message }) => log(message) });
  const anew = await during(served({ PUBLIC_READ_SECONDS: '0' }), async (url, pid) => {
    const sample = await sampleOf(url);
    const startedAt = performance.now();
    const costs = await measureCosts(url, questions(sample));
    log(`costs of ${costs.length} questions in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    return { sample, costs, speeds: seconds === 0 ? [] : await speedsOf(url, timedAnew(sample), pid) };
  });
  if (seconds === 0) return { size, costs: anew.costs, speeds: [], bare: NO_SPEED };
  const again = await during(served({}), (url, pid) => speedsOf(url, timedAgain(anew.sample), pid));
  const [bare = NO_SPEED, rows = NO_SPEED] = await during(serveBareRoute, (url, pid) => speedsOf(url, BARE, pid));
  return { size, costs: anew.costs, speeds: [rows, ...anew.speeds, ...again], bare };
}

const BARE: Timed[] = [
  { name: 'bare Hono route', path: '/' },
  { name: 'bare route, 20 rows of D1', path: '/rows' },
];
const NO_SPEED: Speed = { name: 'bare Hono route', perSecond: 0, p50: 0, p99: 0, errors: 0, cpuMs: null };

const { ok, output } = await turbo(['build']);
if (!ok) {
  console.error(`${output}\n构建失败。 The build failed.`);
  process.exit(1);
}
const trusted: Record<string, () => Promise<{ held: boolean; lines: string[] }>> = {
  durability: async () => {
    const killed = rounds === 0 ? { held: true, lines: [] } : await measureDurability(rounds, seed);
    const history = await measureHistory(seed);
    const stall = await measureStall();
    return {
      held: killed.held && history.held && stall.held,
      lines: [...killed.lines, ...history.lines, ...stall.lines],
    };
  },
  load: () => measureLoad(seconds, log),
  verifier: () => measureVerifier(events),
};
const [only] = Object.keys(trusted).filter((name) => values[name as 'durability' | 'load' | 'verifier']);
if (only !== undefined) {
  const { held, lines } = (await trusted[only]?.()) ?? { held: false, lines: [] };
  console.log(`\n${lines.join('\n\n')}`);
  if (values.write) writeTrust(only, lines);
  process.exit(held ? 0 : 1);
}
const reports: SizeReport[] = [];
for (const size of sizes) reports.push(await measure(size));

console.log(`\n${machine()}\n\n${costTable(reports)}`);
if (seconds > 0) for (const report of reports) console.log(`\n${report.size} consortia\n${speedTable(report)}`);
const comparison = seconds > 0 ? comparisonTable(reports) : null;
if (comparison !== null) console.log(`\nCompared with a headless CMS at the same size\n${comparison}`);

const broken = brokenLimits(reports);
for (const each of broken) console.error(`✗ ${each}`);
console.log(broken.length === 0 ? '\nEvery limit held.' : `\n${broken.length} limits broken.`);
if (values.write) {
  const command = `npx --yes pnpm@12 bench --write${values.sizes === '1000,10000,100000' ? '' : ` --sizes ${values.sizes}`}`;
  writeFileSync(join(root, 'docs/measurements.md'), document(reports, dayOf(Date.now()), command, seconds));
}
process.exitCode = broken.length === 0 ? 0 : 1;
