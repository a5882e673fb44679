import type { PolicyView } from '@lianchuang/contract/policies';
import { createApi, keepAs, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals, setHeaders }) => {
  const path = `/policies/${encodeURIComponent(params.id)}`;
  const version = url.searchParams.get('version');
  const found = await createApi(locals.api).get<PolicyView>(
    version ? `${path}/versions/${encodeURIComponent(version)}` : path,
  );
  keepAs(setHeaders, found);
  return { policy: unwrap(found) };
};
