import type { Done, Kind } from './stretch.ts';

const at = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;

/** Each kind with how it went: done, sent away, failed, and how long the done ones took. */
export function table(done: readonly Done[], kinds: readonly Kind[]): string {
  const rows = kinds.map((kind) => {
    const own = done.filter((each) => each.kind === kind);
    const good = own.filter(({ status }) => status > 0 && status < 400);
    const away = own.filter(({ status }) => status === 429 || status === 503).length;
    const ms = good.map((each) => each.ms).toSorted((a, b) => a - b);
    const times = [0.5, 0.95, 0.99].map((share) => at(ms, share).toFixed(0));
    return `| ${[kind, own.length, good.length, away, own.length - good.length - away, ...times].join(' | ')} |`;
  });
  return [
    '| what | sent | done | sent away | failed | p50 ms | p95 ms | p99 ms |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** How much of what is public no database was asked for, by the kind of address; undefined where nothing said so. */
export function keptShare(done: readonly Done[], of: (path: string) => boolean = () => true): number | undefined {
  const told = done.filter(({ kept, path }) => kept !== undefined && of(path ?? ''));
  return told.length === 0 ? undefined : told.filter(({ kept }) => kept).length / told.length;
}

const percent = (share: number | undefined) => (share === undefined ? 'none' : `${(share * 100).toFixed(1)} %`);

/** The same as a line. */
export function keptLine(done: readonly Done[]): string {
  const isApi = (path: string) => path.startsWith('/api/');
  const [all, pages, api] = [keptShare(done), keptShare(done, (path) => !isApi(path)), keptShare(done, isApi)];
  return `Public reads answered from memory: ${percent(all)} (pages ${percent(pages)}, the API ${percent(api)}); nobody sent an entity tag.`;
}

/** Cloudflare's price list for Workers Paid, in US dollars for a million (developers.cloudflare.com, read 2026-11). */
const PRICES = { request: 0.3, cpuMs: 0.02, rowRead: 0.001, rowWritten: 1 };
const DAY_SECONDS = 86_400;

/** What a whole day of this would cost there, nothing of the monthly allowance counted. */
export function dayCost(done: readonly Done[], seconds: number, cpuMs: number): string {
  const perDay = (count: number) => (count / seconds) * DAY_SECONDS;
  const sum = (of: (each: Done) => number) => done.reduce((total, each) => total + of(each), 0);
  const requests = perDay(done.length);
  const [read, written] = [perDay(sum((each) => each.rowsRead)), perDay(sum((each) => each.rowsWritten))];
  const dollars =
    (requests * PRICES.request +
      requests * cpuMs * PRICES.cpuMs +
      read * PRICES.rowRead +
      written * PRICES.rowWritten) /
    1e6;
  const millions = (value: number) => `${(value / 1e6).toFixed(1)} million`;
  return `A day of the usual rate: ${millions(requests)} requests, ${millions(read)} rows read and ${millions(written)} rows written by calls of the API (what pages read through it is not in this count): about ${dollars.toFixed(2)} US dollars by Cloudflare’s published prices, the monthly allowance left out.`;
}
