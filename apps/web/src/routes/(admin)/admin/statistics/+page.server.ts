import type { StatisticsView } from '@lianchuang/contract/consortia';
import type { InboxView } from '@lianchuang/contract/filings';
import { readInbox } from '#lib/admin/inbox.server.ts';
import { jurisdictionsOf } from '#lib/admin/offices.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { me } = await parent();
  const jurisdictions = jurisdictionsOf(me);
  const asked = url.searchParams.get('jurisdiction');
  const jurisdiction = jurisdictions.find(({ code }) => code === asked) ?? jurisdictions[0];
  const api = createApi(locals.api);
  const [figures, counted, late] = await Promise.all([
    api.get<StatisticsView>('/statistics/consortia', { jurisdiction: jurisdiction?.code }),
    api.get<InboxView>('/filings/inbox'),
    readInbox(locals.api, me, { due: 'overdue', who: null, status: null }),
  ]);
  return {
    jurisdictions,
    jurisdiction: jurisdiction?.code ?? '',
    figures: unwrap(figures),
    inbox: unwrap(counted),
    late: late.rows,
  };
};
