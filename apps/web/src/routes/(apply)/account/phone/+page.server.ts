import { fail, redirect } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { m } from '#lib/paraglide/messages.js';
import { askForCode, shown, typedCode } from '#lib/codes/steps.server.ts';
import { fieldsOf } from '#lib/server/account.ts';
import { createApi, toFail } from '#lib/server/api.ts';
import { requireMe } from '#lib/server/me.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  me: await requireMe(event),
  done: event.url.searchParams.get('done'),
});

export const actions: Actions = {
  begin: async (event) => {
    const { password } = fieldsOf(await event.request.clone().formData(), ['password']);
    const also: Record<string, string> = password ? { password } : {};
    return askForCode(event, { channel: 'phone', path: '/api/auth/phone/begin', also });
  },
  bind: async (event) => {
    const typed = await typedCode(event, 'phone');
    if (!typed.ok) return typed.page;
    const answer = await createApi(event.locals.api).post('/api/auth/phone/bind', { code: typed.code });
    if (!answer.ok) return toFail(answer.problem, shown('code', typed.contact));
    redirect(303, `${link('/account/phone')}?done=bound`);
  },
  remove: async (event) => {
    const { password } = fieldsOf(await event.request.formData(), ['password']);
    const missing = { password: m['account.password.missing']() };
    if (!password) return fail(422, { ...shown('contact'), errors: missing, problem: undefined });
    const answer = await createApi(event.locals.api).post('/api/auth/phone/remove', { password });
    if (!answer.ok) return toFail(answer.problem, shown('contact'));
    redirect(303, `${link('/account/phone')}?done=removed`);
  },
};
