import { cpus } from 'node:os';
import { createRequire } from 'node:module';
import type { Measured } from './cost.ts';
import type { Speed } from './speed.ts';

export type SizeReport = { size: number; costs: Measured[]; speeds: Speed[]; bare: Speed };

/** A headless CMS on SQLite with 10,000 consortia and 100,000 members, measured on such a machine. */
const CMS: Readonly<Record<string, { perSecond: number; cpuMs: number; what: string }>> = {
  'filtered list': { perSecond: 238, cpuMs: 6.1, what: 'filtered list' },
  search: { perSecond: 425, cpuMs: 2.6, what: 'search by LIKE' },
  'one consortium, ten members': { perSecond: 359, cpuMs: 2.9, what: 'one record with ten members' },
};
const CMS_SIZE = 10_000;
const AGAIN = ', asked again';

type Row = readonly (string | number)[];

/** A Markdown table whose columns also line up on a terminal. */
function table(head: Row, rows: readonly Row[]): string {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0), 3));
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [first = [], ...others] = all;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

const thousands = (value: number) => value.toLocaleString('en');
const worst = (measured: readonly Measured[], of: (cost: Measured['costs'][number]['cost']) => number) =>
  Math.max(...measured.flatMap((each) => each.costs.map(({ cost }) => of(cost))));

/** The most that any question of a group cost, at each size. */
export function costTable(reports: readonly SizeReport[]): string {
  const groups = [...new Set(reports.flatMap(({ costs }) => costs.map((each) => each.group)))];
  const rows = groups.map((group) => {
    const bySize = reports.map(({ costs }) => costs.filter((each) => each.group === group));
    const all = bySize.flat();
    const limit = all[0]?.limit;
    return [
      group,
      bySize[0]?.length ?? 0,
      ...bySize.map((measured) => worst(measured, ({ rows: read }) => read)),
      limit?.rows ?? '–',
      worst(all, ({ queries }) => queries),
      limit?.queries ?? '–',
      all.some((each) => each.broken.length > 0) ? 'BROKEN' : 'held',
    ];
  });
  const sizes = reports.map(({ size }) => `rows at ${thousands(size)}`);
  return table(['what', 'questions', ...sizes, 'at most', 'queries', 'at most', 'limit'], rows);
}

/** Every limit that does not hold, by name. */
/** No request may take more of the processor; docs/security/guarantees.md, 47. */
const MOST_CPU_MS = 200;

export const brokenLimits = (reports: readonly SizeReport[]): string[] =>
  reports.flatMap(({ size, costs, speeds }) => [
    ...costs.flatMap((each) =>
      each.broken.map((broken) => `${thousands(size)}: ${each.group}, ${each.name}: ${broken} (${each.path})`),
    ),
    ...speeds
      .filter(({ cpuMs }) => cpuMs !== null && cpuMs > MOST_CPU_MS)
      .map(({ name, cpuMs }) => `${thousands(size)}: ${name}: ${cpuMs} ms of processor time, at most ${MOST_CPU_MS}`),
  ]);

const decimals = (value: number | null, digits = 2) => (value === null ? '–' : value.toFixed(digits));
const ratio = (value: number | null, to: number | null) =>
  value === null || to === null || to === 0 ? '–' : `${(value / to).toFixed(1)} ×`;

export function speedTable({ speeds, bare }: SizeReport): string {
  const row = (each: Speed) => [
    each.name,
    Math.round(each.perSecond),
    each.p50,
    each.p99,
    each.errors,
    decimals(each.cpuMs),
    ratio(each.cpuMs, bare.cpuMs),
  ];
  const head = ['what', 'requests/s', 'p50 ms', 'p99 ms', 'errors', 'CPU ms', 'CPU of the bare route'];
  return table(head, [bare, ...speeds].map(row));
}

/** Side by side with the figures of the headless CMS; only at the size they were measured at. */
export function comparisonTable(reports: readonly SizeReport[]): string | null {
  const report = reports.find(({ size }) => size === CMS_SIZE);
  if (report === undefined) return null;
  const rows = report.speeds.flatMap((each) => {
    const other = CMS[each.name.replace(AGAIN, '')];
    if (other === undefined) return [];
    const { what, cpuMs, perSecond } = other;
    const ours = [decimals(each.cpuMs), Math.round(each.perSecond)];
    const whichWay = each.name.endsWith(AGAIN) ? `${what}${AGAIN}` : what;
    return [[whichWay, cpuMs, perSecond, ...ours, ratio(cpuMs, each.cpuMs), ratio(each.perSecond, perSecond)]];
  });
  return table(['what', 'CMS CPU ms', 'CMS req/s', 'CPU ms', 'req/s', 'less CPU', 'more requests'], rows);
}

function versions() {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'));
  const { version } = createRequire(fromWrangler.resolve('miniflare'))('workerd/package.json') as { version: string };
  return `Node ${process.versions.node}, workerd ${version}`;
}

export const machine = () => `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${versions()}`;

/** The whole of docs/measurements.md. */
export function document(reports: readonly SizeReport[], day: string, command: string, seconds: number): string {
  const comparison = comparisonTable(reports);
  const speeds = reports.flatMap((report) => [`### ${thousands(report.size)} consortia`, speedTable(report)]);
  return `${[
    '# Measurements',
    `Written by \`${command}\` on ${day}; ${machine()}. Every register is fictional: a lead and nine members for each consortium, all divisions of Qingdao and Luoyang, all industries, seven years of registrations.`,
    '## What a request reads',
    'By D1’s own counts from `Server-Timing`. Lists hold 20; each figure is the most that any question of the group cost on its first, second, tenth and deep page (a deep page is the middle of the result, at most 50,000 rows in). Questions are every combination of the filters jurisdiction, industry, division and status with all four sorts. The word in 5 % is asked with every sort and with filters; another word in 5 % stands at the beginning of names, so that its matches stand together in the order by name.',
    costTable(reports),
    '## How fast',
    `Load from the same machine over loopback, 8 connections for ${seconds} s each after a warm-up; every figure is the median of five stretches. Requests pass through the web Worker and the service binding to the API, D1 is the local runtime’s. CPU is the processor time of the whole workerd process for one request, databases included. The bare route is a Hono Worker that answers a constant, on the same workerd in the same run; with 20 rows it makes one query of the local D1, which is the least that any answer from the database can cost there. A question is asked of the database each time (setting PUBLIC_READ_SECONDS 0), then “asked again” as the product answers it: what is the same for everybody is told again from memory for ten seconds.`,
    ...speeds,
    ...(comparison === null
      ? []
      : [
          '## Compared',
          'A headless CMS on SQLite with 10,000 consortia and 100,000 members, measured on such a machine, beside the figures above.',
          comparison,
        ]),
  ].join('\n\n')}\n`;
}
