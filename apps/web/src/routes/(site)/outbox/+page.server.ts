import type { KeptMessagePage } from '@lianchuang/contract/notifications';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  messages: unwrap(await createApi(locals.api).get<KeptMessagePage>('/api/demo/kept-messages')).items,
});
