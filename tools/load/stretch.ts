import { send, type KeyedCall, type Place } from '../durability/calls.ts';
import type { Draft } from './prepared.ts';

export type Kind = 'submission' | 'draft save' | 'page read';
export type Done = {
  kind: Kind;
  status: number;
  ms: number;
  rowsRead: number;
  rowsWritten: number;
  /** Of a public answer: whether a memory of ours gave it. */
  kept?: boolean;
  path?: string;
};
/** How many of each kind a second. */
export type Rates = Readonly<Record<Kind, number>>;
export type World = { place: Place; submissions: KeyedCall[]; drafts: Draft[]; pages: readonly string[] };

const figures = (headers: Headers) => {
  const told = /rows_read=(\d+) rows_written=(\d+)/.exec(headers.get('server-timing') ?? '');
  return { rowsRead: Number(told?.[1] ?? 0), rowsWritten: Number(told?.[2] ?? 0) };
};

async function timed(kind: Kind, work: () => Promise<{ status: number; headers?: Headers }>): Promise<Done> {
  const startedAt = performance.now();
  const answer: { status: number; headers?: Headers } = await work().catch(() => ({ status: 0 }));
  const { status, headers = new Headers() } = answer;
  const said = headers.get('cache-status');
  const kept = said === null ? {} : { kept: said.includes('; hit') };
  return { kind, status, ms: performance.now() - startedAt, ...figures(headers), ...kept };
}

async function read(place: Place, path: string) {
  const answer = await fetch(place.url + path, { headers: { 'Accept-Language': 'zh-CN' } });
  await answer.arrayBuffer();
  return answer;
}

/** Types into a draft; one that is still being saved is left alone, as the page does. */
async function save(place: Place, draft: Draft, text: string) {
  const answer = await fetch(`${place.url}/api/v1/filings/${draft.id}`, {
    method: 'PATCH',
    headers: {
      Cookie: draft.cookie,
      Origin: place.url,
      'Content-Type': 'application/json',
      'If-Match': `"${draft.version}"`,
    },
    body: JSON.stringify({ summary: text }),
  });
  const body = (await answer.json()) as { version?: number };
  if (answer.status === 200) draft.version = body.version ?? draft.version;
  return answer;
}

/**
 * Sends what the rates say for so many seconds, whether or not earlier ones were answered: a queue that grows is seen. Every
 * request is spread evenly over its second.
 */
export async function stretch(world: World, rates: Rates, seconds: number): Promise<Done[]> {
  const { place, submissions, drafts, pages } = world;
  const running: Promise<Done>[] = [];
  const busy = new Set<Draft>();
  const startedAt = performance.now();
  const acts: Record<Kind, (nth: number) => void> = {
    submission: () => {
      const call = submissions.shift();
      if (call === undefined) throw new Error('too few cases were prepared');
      running.push(
        timed('submission', async () => {
          const answer = await send(place, call);
          if (answer !== undefined && answer.status < 300) call.answer = answer;
          else submissions.push(call);
          return { status: answer?.status ?? 0 };
        }),
      );
    },
    'draft save': (nth) => {
      const draft = drafts.find((each) => !busy.has(each));
      if (draft === undefined) return;
      busy.add(draft);
      drafts.push(...drafts.splice(drafts.indexOf(draft), 1));
      running.push(timed('draft save', () => save(place, draft, `第${nth}次`)).finally(() => busy.delete(draft)));
    },
    'page read': (nth) => {
      const path = pages[nth % pages.length] ?? '/';
      running.push(timed('page read', () => read(place, path)).then((done) => ({ ...done, path })));
    },
  };
  const sent: Record<Kind, number> = { submission: 0, 'draft save': 0, 'page read': 0 };
  for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - startedAt) / 1000) {
    for (const kind of Object.keys(sent) as Kind[])
      while (sent[kind] < Math.min(elapsed, seconds) * rates[kind]) acts[kind]((sent[kind] += 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Promise.all(running);
}
