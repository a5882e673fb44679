import type { ConsortiumPage, StatisticsView } from '@lianchuang/contract/consortia';
import type { NoticeRow } from '@lianchuang/contract/notices';
import type { PolicyView } from '@lianchuang/contract/policies';
import { homeJurisdiction as jurisdiction } from '#lib/home-jurisdiction.ts';
import { createApi, keepAs, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
  const api = createApi(locals.api);
  const [statistics, notices, latest, policies] = await Promise.all([
    api.get<StatisticsView>('/statistics/consortia', { jurisdiction }),
    api.get<{ items: NoticeRow[] }>('/notices', { jurisdiction, status: 'open', limit: 4 }),
    api.get<ConsortiumPage>('/consortia', { jurisdiction, limit: 5 }),
    api.get<{ items: PolicyView[] }>('/policies'),
  ]);
  keepAs(setHeaders, statistics, notices, latest, policies);
  return {
    jurisdiction,
    statistics: unwrap(statistics),
    notices: unwrap(notices).items,
    latest: unwrap(latest).items,
    policy: unwrap(policies).items.find((each) => each.jurisdiction.code === jurisdiction) ?? null,
  };
};
