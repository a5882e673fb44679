import type { Question } from './requests.ts';

type Cost = { queries: number; rows: number };
type Answer = Cost & { items: number; nextCursor: string | null };
export type Measured = Question & { costs: { page: string; cost: Cost }[]; broken: string[] };

const TENTH = 10;
/** The middle of a result is walked to in large pages, and no further than half of the largest register. */
const STRIDE = 100;
const STRIDES = 500;

async function ask(url: string): Promise<Answer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}: ${await response.text()}`);
  const timing = /queries=(\d+) rows_read=(\d+)/.exec(response.headers.get('server-timing') ?? '');
  if (timing === null) throw new Error(`no Server-Timing from ${url}`);
  const body = (await response.json()) as { items?: unknown[]; nextCursor?: string | null };
  return {
    queries: Number(timing[1]),
    rows: Number(timing[2]),
    items: body.items?.length ?? 1,
    nextCursor: body.nextCursor ?? null,
  };
}

const at = (url: string, cursor: string) => `${url}${url.includes('?') ? '&' : '?'}cursor=${cursor}`;

/** The cursor of the page furthest from both ends, found by walking; null where everything stands on one page. */
async function middle(url: string): Promise<string | null> {
  const cursors: string[] = [];
  for (let next: string | null = ''; next !== null && cursors.length < STRIDES;) {
    const answer: Answer = await ask(
      at(url, next).replace('cursor=', `limit=${STRIDE}${next === '' ? '' : '&cursor='}`),
    );
    next = answer.nextCursor;
    if (next !== null) cursors.push(next);
  }
  return (cursors.length < STRIDES ? cursors[Math.floor(cursors.length / 2)] : cursors.at(-1)) ?? null;
}

async function pagesOf(url: string): Promise<Measured['costs']> {
  const first = await ask(url);
  const costs = [{ page: 'first', cost: first as Cost }];
  let cursor = first.nextCursor;
  for (let page = 2; cursor !== null && page <= TENTH; page += 1) {
    const next = await ask(at(url, cursor));
    if (page === 2 || page === TENTH) costs.push({ page: page === 2 ? 'second' : 'tenth', cost: next });
    cursor = next.nextCursor;
  }
  const deep = cursor === null ? null : await middle(url);
  if (deep !== null) costs.push({ page: 'deep', cost: await ask(at(url, deep)) });
  return costs;
}

const broken = ({ limit }: Question, { page, cost }: Measured['costs'][number]): string[] => [
  ...(limit.rows !== undefined && cost.rows > limit.rows
    ? [`${page} page reads ${cost.rows} rows, at most ${limit.rows}`]
    : []),
  ...(limit.queries !== undefined && cost.queries > limit.queries
    ? [`${page} page takes ${cost.queries} queries, at most ${limit.queries}`]
    : []),
];

/** Asks each question of a running product and holds what D1 counted against its limit. */
export async function measureCosts(origin: string, questions: readonly Question[]): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const question of questions) {
    const url = origin + question.path;
    const costs = question.paged === true ? await pagesOf(url) : [{ page: 'first', cost: await ask(url) }];
    measured.push({ ...question, costs, broken: costs.flatMap((each) => broken(question, each)) });
  }
  return measured;
}
