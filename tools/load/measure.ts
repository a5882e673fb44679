import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownRuntimes, ticksOf } from '../bench/speed.ts';
import { serve } from '../serving.ts';
import { dayCost, keptLine, keptShare, table } from './told.ts';
import { prepare } from './prepared.ts';
import { stretch, type Done, type Kind, type Rates, type World } from './stretch.ts';

const RATES: Rates = { submission: 5, 'draft save': 20, 'page read': 50 };
const TIMES = 3;
/** Far past what the machine can do: what is too much has to be sent away. */
const FLOOD = 12;
const FLOOD_SECONDS = 5;
const CALM_SECONDS = 10;
const MOST_MS = 500;
/** Of public reads, so many are answered without asking a database. */
const LEAST_KEPT = 0.9;
const KINDS: readonly Kind[] = ['submission', 'draft save', 'page read'];
const times = (rates: Rates, factor: number): Rates =>
  Object.fromEntries(KINDS.map((kind) => [kind, rates[kind] * factor])) as Rates;

async function pagesOf(origin: string): Promise<string[]> {
  const answer = await fetch(`${origin}/api/v1/consortia?limit=20`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const shared = ['/', '/consortia', '/notices', '/policies', '/transparency', '/consortia?status=in_force'];
  const own = items.flatMap(({ id }) => [`/consortia/${id}`, `/api/v1/consortia/${id}`]);
  const searched = ['海洋', '装备', '智能', '青岛'].flatMap((q) => [
    `/consortia?q=${encodeURIComponent(q)}`,
    `/api/v1/consortia?q=${encodeURIComponent(q)}`,
  ]);
  // On the morning of a publication most people ask for the same few pages.
  return [...own, ...searched].flatMap((each) => [each, ...shared.slice(0, 3)]).concat(shared);
}

/** Acknowledged submissions that cannot be read back as submitted, with the receipt that was given. */
async function lost(world: World, submitted: World['submissions']): Promise<string[]> {
  const missing: string[] = [];
  for (const { path, cookie, answer } of submitted) {
    if (answer === undefined) continue;
    const id = path.split('/')[2] ?? '';
    const read = await fetch(`${world.place.url}/api/v1/filings/${id}`, { headers: { Cookie: cookie } });
    const now = (await read.json()) as { status: string; receipt: unknown };
    const then = JSON.parse(answer.text) as { receipt: unknown };
    if (now.status !== 'submitted' || JSON.stringify(now.receipt) !== JSON.stringify(then.receipt)) missing.push(id);
  }
  return missing;
}

const neitherDoneNorSentAway = ({ status }: Done): boolean =>
  status === 0 || (status >= 400 && status !== 503 && status !== 429);

/** The share of a kind that was sent away. */
const sentAway = (done: readonly Done[], kind: Kind): number => {
  const own = done.filter((each) => each.kind === kind);
  return own.filter(({ status }) => status === 429 || status === 503).length / Math.max(1, own.length);
};

const slow = (done: readonly Done[], kind: Kind): boolean => {
  const ms = done.filter((each) => each.kind === kind && each.status < 300).map((each) => each.ms);
  return (ms.toSorted((a, b) => a - b)[Math.floor(ms.length * 0.95)] ?? 0) > MOST_MS;
};

/** The mix for so many seconds, three times as much for a tenth of it, and calm again; says what was found. */
export async function measureLoad(
  seconds: number,
  log: (line: string) => void,
): Promise<{ held: boolean; lines: string[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianchuang-load-'));
  const others = new Set(ownRuntimes());
  const serving = await serve({
    port: 0,
    dataDir,
    workerLog: ({ level, message }) => level === 'error' && log(message),
  });
  const pid = ownRuntimes().find((each) => !others.has(each));
  try {
    const place = { url: serving.url };
    const peak = Math.max(10, Math.round(seconds / 5));
    const needed = RATES.submission * (seconds + peak * TIMES + FLOOD_SECONDS * FLOOD + CALM_SECONDS) + 50;
    const prepared = await prepare(place, needed, RATES['draft save'] * FLOOD, log);
    const world: World = { place, ...prepared, pages: await pagesOf(serving.url) };
    const all = [...prepared.submissions];
    const faults: string[] = [];

    const before = ticksOf(pid);
    const usual = await stretch(world, RATES, seconds);
    const cpuMs = (((ticksOf(pid) ?? 0) - (before ?? 0)) * 10) / usual.length;
    for (const kind of KINDS) if (slow(usual, kind)) faults.push(`${kind}: p95 over ${MOST_MS} ms`);
    const refused = usual.filter(({ status }) => status === 0 || status >= 400);
    if (refused.length > 0)
      faults.push(
        `${refused.length} errors at the usual rate: ${[...new Set(refused.map(({ kind, status }) => `${kind} ${status}`))].join(', ')}`,
      );

    if ((keptShare(usual) ?? 0) < LEAST_KEPT) faults.push(`under ${LEAST_KEPT * 100} % of public reads from memory`);

    const crowded = await stretch(world, times(RATES, TIMES), peak);
    const collapsed = crowded.filter(neitherDoneNorSentAway);
    if (collapsed.length > 0)
      faults.push(`${collapsed.length} answers at ${TIMES} × that were neither done nor sent away`);
    const flooded = await stretch(world, times(RATES, FLOOD), FLOOD_SECONDS);
    const drowned = flooded.filter(neitherDoneNorSentAway);
    if (drowned.length > 0) faults.push(`${drowned.length} answers at ${FLOOD} × that were neither done nor sent away`);
    if (sentAway(flooded, 'submission') > sentAway(flooded, 'page read'))
      faults.push('submissions were sent away before page reads');
    const calm = await stretch(world, RATES, CALM_SECONDS);
    for (const kind of KINDS) if (slow(calm, kind)) faults.push(`${kind}: not recovered within ${CALM_SECONDS} s`);
    if (calm.some(({ status }) => status === 0 || status >= 400)) faults.push('errors after the crowd had gone');

    const gone = await lost(world, all);
    if (gone.length > 0) faults.push(`${gone.length} acknowledged submissions lost`);
    for (const each of faults) console.error(`✗ ${each}`);
    const acknowledged = all.filter(({ answer }) => answer !== undefined).length;
    return {
      held: faults.length === 0,
      lines: [
        `${seconds} s at ${KINDS.map((kind) => `${RATES[kind]} ${kind}s`).join(', ')} a second; ${cpuMs.toFixed(2)} ms of processor time for a request, databases and pages included`,
        table(usual, KINDS),
        keptLine(usual),
        `${peak} s at ${TIMES} times that`,
        table(crowded, KINDS),
        `${FLOOD_SECONDS} s at ${FLOOD} times that`,
        table(flooded, KINDS),
        `${CALM_SECONDS} s at the usual rate again, at once`,
        table(calm, KINDS),
        `${acknowledged} submissions acknowledged, ${gone.length} lost.`,
        dayCost(usual, seconds, cpuMs),
      ],
    };
  } finally {
    await serving.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
