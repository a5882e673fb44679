import autocannon from 'autocannon';
import { readdirSync, readFileSync } from 'node:fs';

const CONNECTIONS = 8;
const WARM_SECONDS = 2;
const STRETCHES = 5;
const TICKS_PER_SECOND = 100;

export type Speed = {
  name: string;
  perSecond: number;
  p50: number;
  p99: number;
  errors: number;
  /** Processor time of workerd for one request; null where the system does not tell. */
  cpuMs: number | null;
};

/** The parent, name and processor ticks of a process; undefined once it has gone. */
function statOf(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const afterName = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
    return { name, parent: Number(afterName[1]), ticks: Number(afterName[11]) + Number(afterName[12]) };
  } catch {
    return undefined;
  }
}

/** The workerd processes that this process has started. */
export function ownRuntimes(): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      const stat = statOf(pid);
      return stat?.parent === process.pid && stat.name.startsWith('workerd');
    });
}

/** Processor ticks (10 ms each) that a process has used. */
export const ticksOf = (pid: number | undefined): number | undefined =>
  pid === undefined ? undefined : statOf(pid)?.ticks;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function stretch(url: string, seconds: number, pid: number | undefined) {
  const ticks = () => ticksOf(pid);
  const before = ticks();
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds });
  const after = ticks();
  const { total } = result.requests;
  const used = before === undefined || after === undefined || total === 0 ? null : (after - before) / total;
  return { result, cpuMs: used === null ? null : (used * 1000) / TICKS_PER_SECOND };
}

/**
 * Load on one address of one runtime: 8 connections, each asking again as soon as it was answered. Every figure is the median
 * of five stretches, so that somebody else's burst on the machine does not pass for ours.
 */
export async function measureSpeed(
  name: string,
  url: string,
  seconds: number,
  pid: number | undefined,
): Promise<Speed> {
  await autocannon({ url, connections: CONNECTIONS, duration: WARM_SECONDS });
  const stretches: Awaited<ReturnType<typeof stretch>>[] = [];
  for (let nth = 0; nth < STRETCHES; nth += 1) stretches.push(await stretch(url, seconds / STRETCHES, pid));
  const of = (figure: (one: (typeof stretches)[number]['result']) => number) =>
    stretches.map(({ result }) => figure(result));
  const cpu = stretches.flatMap(({ cpuMs }) => cpuMs ?? []);
  return {
    name,
    perSecond: median(of((one) => one['2xx'] / one.duration)),
    p50: median(of(({ latency }) => latency.p50)),
    p99: median(of(({ latency }) => latency.p99)),
    errors: of((one) => one.errors + one.timeouts + one.non2xx).reduce((sum, each) => sum + each, 0),
    cpuMs: cpu.length === 0 ? null : median(cpu),
  };
}
