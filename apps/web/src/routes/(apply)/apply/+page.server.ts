import type { FilingPage, InboxView } from '@lianchuang/contract/filings';
import { CASE_GROUPS, groupOf } from '#lib/filings/case-groups.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

/** From so many cases on they are searched, not read. */
const MANY = 8;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { me } = await parent();
  const api = createApi(locals.api);
  const cursor = url.searchParams.get('cursor');
  const q = url.searchParams.get('q')?.trim() ?? '';
  const filter = { mine: 'true', sort: '-updatedAt', limit: 100, cursor, q: q === '' ? null : q };
  const [answer, inbox] = await Promise.all([
    api.get<FilingPage>('/filings', filter),
    me.offices.length > 0 ? api.get<InboxView>('/filings/inbox') : null,
  ]);
  const page = unwrap(answer);
  const groups = CASE_GROUPS.map((id) => ({ id, rows: page.items.filter((row) => groupOf(row) === id) }));
  return {
    groups: groups.filter(({ rows }) => rows.length > 0),
    next: page.nextCursor,
    q,
    searchable: q !== '' || cursor !== null || page.items.length > MANY,
    /** What waits for the caller as an officer. */
    office: inbox?.ok ? inbox.data.counts.ours : 0,
  };
};
