import autocannon from 'autocannon';
import { readdirSync, readFileSync } from 'node:fs';

const CONNECTIONS = 8;
const WARM_SECONDS = 2;
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

/** Load on one address of one runtime: 8 connections, each asking again as soon as it was answered. */
export async function measureSpeed(
  name: string,
  url: string,
  seconds: number,
  pid: number | undefined,
): Promise<Speed> {
  await autocannon({ url, connections: CONNECTIONS, duration: WARM_SECONDS });
  const before = pid === undefined ? undefined : statOf(pid);
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds });
  const after = pid === undefined ? undefined : statOf(pid);
  const answered = result['2xx'];
  const cpuMs =
    before === undefined || after === undefined || answered === 0
      ? null
      : ((after.ticks - before.ticks) * 1000) / TICKS_PER_SECOND / result.requests.total;
  return {
    name,
    perSecond: answered / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.timeouts + result.non2xx,
    cpuMs,
  };
}
