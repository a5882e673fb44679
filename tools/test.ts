import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { resultsFolder, root } from './paths.ts';
import { follow, run, turbo, type Outcome } from './run.ts';

type Counts = { passed: number; failed: number };
type Part = { name: string; count: (outcome: Outcome) => Counts; work: () => Promise<Outcome> };

type UnitResult = {
  numTotalTests: number;
  numPassedTests: number;
  success: boolean;
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
};

const readJson = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

const unitResult = 'test-results/unit.json';
const packages = ['packages', 'apps'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
);

const unitResultOf = (folder: string) => readJson(join(root, folder, unitResult)) as UnitResult | undefined;

/** What was red, by name: the last lines of a long run are often all that somebody sees of it. */
const redUnits = (folder: string): string[] =>
  (unitResultOf(folder)?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const red = assertionResults.filter((each) => each.status !== 'passed');
    const file = name.slice(name.indexOf(folder));
    if (red.length === 0) return status === 'passed' ? [] : [`${file} did not load`];
    return red.map(({ fullName }) => `${file} › ${fullName}`);
  });
const redLines = ({ output }: Outcome) => [...output.matchAll(/^ *not ok \d+ - (.+)$/gm)].map(([, name]) => name ?? '');

/** A skipped test, and a file that did not load, count as failed: nothing is left out in silence. */
function countUnit(folder: string): Counts {
  const result = unitResultOf(folder);
  if (!result) return { passed: 0, failed: 1 };
  const failed = result.numTotalTests - result.numPassedTests;
  return { passed: result.numPassedTests, failed: failed === 0 && !result.success ? 1 : failed };
}

function countJourneys(): Counts {
  const result = readJson(join(resultsFolder, 'e2e.json')) as
    { stats: { expected: number; unexpected: number; flaky: number; skipped: number } } | undefined;
  if (!result) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky, skipped } = result.stats;
  // Said aloud, not counted: a busy machine may miss a wait once; twice is a defect.
  if (flaky > 0) console.log(`${flaky} browser tests passed only at the second try`);
  return { passed: expected + flaky, failed: unexpected + skipped };
}

function countTap({ output }: Outcome): Counts {
  const of = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  return { passed: of('pass'), failed: of('tests') - of('pass') };
}

const sum = (counts: Counts[]): Counts => ({
  passed: counts.reduce((total, each) => total + each.passed, 0),
  failed: counts.reduce((total, each) => total + each.failed, 0),
});

const tap = (what: string[]) => run(process.execPath, ['--test', '--test-reporter=tap', ...what]);
const json = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitResult}`];
const parts: Part[] = [
  {
    name: 'check',
    work: () => follow(process.execPath, ['tools/check.ts']),
    count: () => ({ passed: 0, failed: 0 }),
  },
  {
    name: 'lint walls',
    work: () => tap(['tools/*.test.ts', 'tools/{dependencies,weight}/*.test.ts']),
    count: countTap,
  },
  {
    name: 'unit',
    work: () => turbo(['unit'], ['--continue', '--concurrency=2', '--', ...json]),
    count: () => sum(packages.map(countUnit)),
  },
  {
    name: 'servers',
    work: () => tap(['--test-concurrency=2', 'tools/{backup,serving,mail,scanner}/*.test.ts']),
    count: countTap,
  },
  {
    name: 'durability',
    // One at a time: the writers have to get enough written before they are killed.
    work: () => tap(['--test-concurrency=1', 'tools/durability/*.test.ts']),
    count: countTap,
  },
  { name: 'browser', work: () => follow(process.execPath, ['tools/e2e.ts']), count: countJourneys },
];

rmSync(resultsFolder, { recursive: true, force: true });
for (const folder of packages) rmSync(join(root, folder, unitResult), { force: true });

const table: string[] = [];
const counted: Counts[] = [];
const red: string[] = [];
for (const { name, work, count } of parts) {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const outcome = await work();
  const counts = count(outcome);
  // A part that ended badly without a failed test (a crash, a failed check) is a failure of its own.
  if (!outcome.ok && counts.failed === 0) counts.failed = 1;
  if (counts.failed > 0) console.error(outcome.output.trimEnd());
  if (name === 'unit')
    for (const folder of packages) {
      const { passed, failed } = countUnit(folder);
      console.log(`${failed === 0 ? '✓' : '✗'} ${folder.padEnd(20)} ${passed} passed, ${failed} failed`);
    }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const mark = counts.failed === 0 ? '✓' : '✗';
  table.push(
    `${mark} ${name.padEnd(12)} ${`${counts.passed} passed, ${counts.failed} failed`.padEnd(28)} ${seconds} s`,
  );
  counted.push(counts);
  if (counts.failed > 0) red.push(...(name === 'unit' ? packages.flatMap(redUnits) : redLines(outcome)));
}

const total = sum(counted);
console.log(`\n${table.join('\n')}\n`);
for (const name of red) console.log(`✗ ${name}`);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);
