import { redirect } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { createApi } from '#lib/server/api.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ locals, url }) => {
    await createApi(locals.api).post('/api/auth/sign-out');
    redirect(303, nextPath(url.searchParams.get('next'), link('/')));
  },
};
