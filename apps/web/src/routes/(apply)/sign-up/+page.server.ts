import { PASSWORD_LENGTHS } from '@lianchuang/domain/accounts';
import { fail, redirect } from '@sveltejs/kit';
import { confirmStep } from '#lib/codes/steps.server.ts';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { accountRefusal, fieldsOf, looksLikeEmail } from '#lib/server/account.ts';
import { createApi } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = url.searchParams.get('next');
  if (await locals.me()) redirect(303, nextPath(next, link('/apply')));
  return { next: nextPath(next, '') };
};

export const actions: Actions = {
  default: async (event) => {
    const { request, locals, url } = event;
    const { email, password, name } = fieldsOf(await request.formData(), ['email', 'password', 'name']);
    const errors: { email?: string; password?: string; name?: string } = {};
    if (!name) errors.name = m['account.name.missing']();
    if (!email) errors.email = m['account.email.missing']();
    else if (!looksLikeEmail(email)) errors.email = m['account.email.wrong']();
    if (!password) errors.password = m['account.password.missing']();
    else if (password.length < PASSWORD_LENGTHS.least) errors.password = m['account.password.short']();
    if (Object.keys(errors).length > 0) return fail(422, { email, name, errors, refused: '' });

    const answer = await createApi(locals.api).post<{ token: string | null }>('/api/auth/sign-up/email', {
      email,
      password,
      name,
    });
    if (!answer.ok) {
      const isTaken = answer.problem.code.startsWith('USER_ALREADY_EXISTS');
      const refused = isTaken
        ? m['account.refused.taken']()
        : answer.status < 500 && answer.status !== 429
          ? m['account.refused.other']()
          : accountRefusal(answer.status);
      return fail(answer.status, { email, name, errors, refused });
    }
    // Nobody is signed in yet where the address has to be confirmed first.
    if (answer.data.token === null)
      return { email, name, errors, refused: '', confirm: await confirmStep(event, email, answer) };
    redirect(303, nextPath(url.searchParams.get('next'), link('/apply')));
  },
};
