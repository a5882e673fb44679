import { fail, redirect } from '@sveltejs/kit';
import { confirmStep, loadSignedOut } from '#lib/codes/steps.server.ts';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { accountRefusal, fieldsOf, looksLikeEmail } from '#lib/server/account.ts';
import { askMe, homeOf } from '#lib/server/me.ts';
import { signInByPassword } from '#lib/server/second-step.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadSignedOut;

export const actions: Actions = {
  default: async (event) => {
    const { request, locals, url } = event;
    const { email, password } = fieldsOf(await request.formData(), ['email', 'password']);
    const errors: { email?: string; password?: string } = {};
    if (!email) errors.email = m['account.email.missing']();
    else if (!looksLikeEmail(email)) errors.email = m['account.email.wrong']();
    if (!password) errors.password = m['account.password.missing']();
    if (errors.email || errors.password) return fail(422, { email, errors, refused: '' });

    const answer = await signInByPassword(locals.api, { email, password });
    // Told only to who knows the password.
    if (!answer.ok && answer.problem.code === 'EMAIL_NOT_VERIFIED')
      return { email, errors, refused: '', confirm: await confirmStep(event, email, answer) };
    if (!answer.ok) return fail(answer.status, { email, errors, refused: accountRefusal(answer.status) });
    if (answer.data.twoFactorRedirect) redirect(303, link('/sign-in/code') + url.search);
    const me = await askMe(locals.api);
    redirect(303, nextPath(url.searchParams.get('next'), link(me ? homeOf(me) : '/apply')));
  },
};
