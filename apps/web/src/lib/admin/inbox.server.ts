import type { FilingPage, FilingRow } from '@lianchuang/contract/filings';
import { SEEN_BY_OFFICE } from '@lianchuang/domain/filings';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { Me } from '#lib/server/me.ts';
import { onlyRecommends } from './offices.ts';
import { dueWords, whoWords, type Due, type Who } from './words.ts';

/** The inbox is one page: a desk looks at what is due first, the list of filings has the rest. */
const INBOX_MOST = 100;

export type InboxGroup = { due: Due | null; who: Who | null; status: FilingRow['status'] | null };

const oneOf = <T extends string>(value: string | null, known: readonly T[]): T | null =>
  known.find((each) => each === value) ?? null;

export function readGroup(params: URLSearchParams): InboxGroup {
  return {
    due: oneOf(params.get('due'), Object.keys(dueWords) as Due[]),
    who: oneOf(params.get('who'), Object.keys(whoWords) as Who[]),
    status: oneOf(params.get('status'), SEEN_BY_OFFICE),
  };
}

/** Whose turn the group is about; a notice that runs is ours to close. */
function turns({ who, status }: InboxGroup, me: Pick<Me, 'offices'>): (Who | null)[] {
  if (onlyRecommends(me)) return ['recommender'];
  if (who !== null) return [who];
  return status === null ? ['office', 'public'] : [null];
}

const place = (row: FilingRow) => `${row.clock?.dueOn ?? '9999-12-31'} ${row.id}`;

/** One group of the inbox, earliest deadline first. */
export async function readInbox(
  fetchApi: typeof fetch,
  me: Pick<Me, 'offices'>,
  group: InboxGroup = { due: null, who: null, status: null },
): Promise<{ rows: FilingRow[]; more: boolean }> {
  const api = createApi(fetchApi);
  const pages = await Promise.all(
    turns(group, me).map((who) =>
      api.get<FilingPage>('/filings', {
        mine: 'false',
        sort: 'due',
        limit: INBOX_MOST,
        who,
        due: group.due,
        status: group.status,
      }),
    ),
  );
  const read = pages.map((page) => unwrap(page));
  const rows = read
    .flatMap((page) => page.items)
    .filter((row) => row.clock !== null)
    .sort((a, b) => (place(a) < place(b) ? -1 : 1));
  return {
    rows: rows.slice(0, INBOX_MOST),
    more: rows.length > INBOX_MOST || read.some((page) => page.nextCursor !== null),
  };
}
