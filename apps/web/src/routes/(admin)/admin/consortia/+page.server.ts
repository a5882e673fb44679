import type { ConsortiumPage, FacetsView } from '@lianchuang/contract/consortia';
import { jurisdictionsOf } from '#lib/admin/offices.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const STATUSES = ['in_force', 'expired', 'revoked'] as const;
const SORTS = ['-registeredOn', 'registeredOn', 'name', 'validTo'] as const;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { me } = await parent();
  const { searchParams } = url;
  const jurisdictions = jurisdictionsOf(me);
  const filter = {
    q: (searchParams.get('q') ?? '').trim().slice(0, 200),
    status: STATUSES.find((each) => each === searchParams.get('status')) ?? '',
    jurisdiction: jurisdictions.find(({ code }) => code === searchParams.get('jurisdiction'))?.code ?? '',
  };
  const sort = SORTS.find((each) => each === searchParams.get('sort')) ?? '-registeredOn';
  const cursor = searchParams.get('cursor');
  const api = createApi(locals.api);
  const [found, counted] = await Promise.all([
    api.get<ConsortiumPage>('/consortia', { ...filter, sort, limit: 20, cursor }),
    api.get<FacetsView>('/consortia/facets', filter),
  ]);
  const page = unwrap(found);
  return {
    filter,
    sort,
    jurisdictions,
    rows: page.items,
    nextCursor: page.nextCursor,
    isFirst: cursor === null,
    total: counted.ok ? counted.data.total : null,
  };
};
