import type { SealView } from '@lianchuang/contract/seals';
import { createApi, keepAs, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
  const api = createApi(locals.api);
  const cursor = url.searchParams.get('cursor');
  const page = await api.get<{ items: SealView[]; nextCursor: string | null }>('/seals', { cursor });
  keepAs(setHeaders, page);
  const { items, nextCursor } = unwrap(page);
  return { seals: items, nextCursor, cursor };
};
