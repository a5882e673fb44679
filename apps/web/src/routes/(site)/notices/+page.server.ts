import type { NoticeRow } from '@lianchuang/contract/notices';
import { createApi, keepAs, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
  const api = createApi(locals.api);
  const cursor = url.searchParams.get('cursor');
  const jurisdiction = url.searchParams.get('jurisdiction');
  const [open, closed] = await Promise.all([
    api.get<{ items: NoticeRow[] }>('/notices', { status: 'open', jurisdiction, limit: 100 }),
    api.get<{ items: NoticeRow[]; nextCursor: string | null }>('/notices', { status: 'closed', jurisdiction, cursor }),
  ]);
  keepAs(setHeaders, open, closed);
  const { items, nextCursor } = unwrap(closed);
  return { open: unwrap(open).items, closed: items, nextCursor, cursor, jurisdiction };
};
