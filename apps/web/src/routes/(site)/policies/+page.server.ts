import type { PolicyView } from '@lianchuang/contract/policies';
import { createApi, keepAs, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
  const listed = await createApi(locals.api).get<{ items: PolicyView[] }>('/policies');
  keepAs(setHeaders, listed);
  return { policies: unwrap(listed).items };
};
