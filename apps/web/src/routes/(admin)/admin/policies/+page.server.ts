import type { PolicyView } from '@lianchuang/contract/policies';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { items } = unwrap(await createApi(locals.api).get<{ items: PolicyView[] }>('/policies'));
  return { policies: items };
};
