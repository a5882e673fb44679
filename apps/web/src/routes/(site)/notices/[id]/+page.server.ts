import type { NoticeView } from '@lianchuang/contract/notices';
import { createApi, keepAs, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
  const found = await createApi(locals.api).get<NoticeView>(`/notices/${encodeURIComponent(params.id)}`);
  keepAs(setHeaders, found);
  return { notice: unwrap(found) };
};
