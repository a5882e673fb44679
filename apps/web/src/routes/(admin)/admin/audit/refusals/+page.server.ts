import type { RefusalView } from '@lianchuang/contract/events';
import { requireAuditor } from '#lib/admin/desk.server.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireAuditor(event);
  const cursor = event.url.searchParams.get('cursor');
  const api = createApi(event.locals.api);
  const page = unwrap(
    await api.get<{ items: RefusalView[]; nextCursor: string | null }>('/audit-events/refusals', { cursor }),
  );
  return { refusals: page.items, nextCursor: page.nextCursor, isFirst: cursor === null };
};
