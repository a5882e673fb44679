import { redirect } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { createApi, toFail } from '#lib/server/api.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, locals, url }) => {
    const api = createApi(locals.api);
    if ((await request.formData()).has('everywhere')) {
      const answer = await api.post('/api/auth/revoke-sessions');
      // Whoever is out already has what was asked for.
      if (!answer.ok && answer.status !== 401) return toFail(answer.problem);
    }
    await api.post('/api/auth/sign-out');
    redirect(303, nextPath(url.searchParams.get('next'), link('/')));
  },
};
