import type { FilingPage, InboxView } from '@lianchuang/contract/filings';
import { grouped } from '#lib/filings/case-groups.ts';
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
  // What has a last day stands on top however long ago it was touched.
  const dated = { mine: 'true', who: 'applicant', sort: 'due', limit: 100 };
  const [answer, urgent, inbox] = await Promise.all([
    api.get<FilingPage>('/filings', filter),
    cursor === null && q === '' ? api.get<FilingPage>('/filings', dated) : null,
    me.offices.length > 0 ? api.get<InboxView>('/filings/inbox') : null,
  ]);
  const page = unwrap(answer);
  const rows = new Map([...page.items, ...(urgent?.ok ? urgent.data.items : [])].map((row) => [row.id, row]));
  return {
    groups: grouped([...rows.values()]),
    next: page.nextCursor,
    q,
    searchable: q !== '' || cursor !== null || page.items.length > MANY,
    /** What waits for the caller as an officer. */
    office: inbox?.ok ? inbox.data.counts.ours : 0,
  };
};
