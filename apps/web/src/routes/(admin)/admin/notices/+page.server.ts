import type { NoticeRow, NoticeView } from '@lianchuang/contract/notices';
import { dayOf } from '@lianchuang/domain/kernel';
import { jurisdictionsOf } from '#lib/admin/offices.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const STATUSES = ['open', 'closed'] as const;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { me } = await parent();
  const jurisdictions = jurisdictionsOf(me);
  const status = STATUSES.find((each) => each === url.searchParams.get('status')) ?? ('' as const);
  const jurisdiction = jurisdictions.find(({ code }) => code === url.searchParams.get('jurisdiction'))?.code ?? '';
  const cursor = url.searchParams.get('cursor');
  const api = createApi(locals.api);
  const page = unwrap(
    await api.get<{ items: NoticeRow[]; nextCursor: string | null }>('/notices', {
      status,
      jurisdiction,
      limit: 20,
      cursor,
    }),
  );
  const views = await Promise.all(page.items.map(({ id }) => api.get<NoticeView>(`/notices/${id}`)));
  return {
    status,
    jurisdiction,
    jurisdictions,
    today: dayOf(Date.now()),
    isFirst: cursor === null,
    nextCursor: page.nextCursor,
    rows: page.items.map((row, at) => {
      const view = views[at];
      const full = view?.ok ? view.data : null;
      return { ...row, objections: full?.objections ?? null, consortiumId: full?.consortiumId ?? null };
    }),
  };
};
