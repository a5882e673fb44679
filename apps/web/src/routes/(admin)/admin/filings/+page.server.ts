import type { FilingPage, InboxView } from '@lianchuang/contract/filings';
import { FILTER_NAMES, readFilter } from '#lib/admin/filing-filter.ts';
import { CSV_MOST } from '#lib/admin/filing-rows.server.ts';
import { jurisdictionsOf, onlyRecommends } from '#lib/admin/offices.ts';
import { saveView } from '#lib/admin/save-view.server.ts';
import { readView } from '#lib/admin/table-view.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent, cookies }) => {
  const { me } = await parent();
  const api = createApi(locals.api);
  const recommends = onlyRecommends(me);
  const filter = { ...readFilter(url.searchParams), ...(recommends && { who: 'recommender' }) };
  const cursor = url.searchParams.get('cursor');
  const [found, counted] = await Promise.all([
    api.get<FilingPage>('/filings', { ...filter, mine: 'false', limit: 20, cursor }),
    api.get<InboxView>('/filings/inbox'),
  ]);
  const page = unwrap(found);
  const query = new URLSearchParams();
  for (const name of [...FILTER_NAMES, 'sort'] as const) if (filter[name]) query.set(name, filter[name]);
  return {
    filter,
    rows: page.items,
    nextCursor: page.nextCursor,
    isFirst: cursor === null,
    recommends,
    today: unwrap(counted).today,
    jurisdictions: jurisdictionsOf(me),
    query: query.toString(),
    most: CSV_MOST,
    view: readView(cookies, 'filings', ['due', 'left', 'step', 'state', 'division', 'submittedOn', 'updatedOn']),
  };
};

export const actions: Actions = { view: (event) => saveView(event, 'filings') };
