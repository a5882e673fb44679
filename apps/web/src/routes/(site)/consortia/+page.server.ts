import type { ConsortiumPage, FacetsView } from '@lianchuang/contract/consortia';
import { loosen } from '#lib/consortia/loosen.ts';
import { readFilter, type RegisterFilter } from '#lib/consortia/register-filter.ts';
import { createApi, keepAs, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const countable = ({ sort: _, ...filter }: RegisterFilter) => filter;

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
  const api = createApi(locals.api);
  const filter = readFilter(url.searchParams);
  const cursor = url.searchParams.get('cursor');
  const [list, facets] = await Promise.all([
    api.get<ConsortiumPage>('/consortia', { ...filter, cursor }),
    api.get<FacetsView>('/consortia/facets', countable(filter)),
  ]);
  keepAs(setHeaders, list, facets);
  const { items, nextCursor } = unwrap(list);
  const counts = unwrap(facets);
  const count = async (other: RegisterFilter) => {
    const answer = await api.get<FacetsView>('/consortia/facets', countable(other));
    return answer.ok ? answer.data.total : null;
  };
  const ways = items.length === 0 && !cursor ? await loosen(countable(filter), counts, count) : [];
  return { filter, cursor, items, nextCursor, facets: counts, ways };
};
