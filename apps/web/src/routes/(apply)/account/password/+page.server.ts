import { PASSWORD_LENGTHS } from '@lianchuang/domain/accounts';
import type { OwnPassword } from '@lianchuang/contract/one-time-codes';
import { fail, redirect } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { fieldsOf } from '#lib/server/account.ts';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { requireMe } from '#lib/server/me.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  return {
    me: await requireMe(event),
    own: unwrap(await createApi(event.locals.api).get<OwnPassword>('/api/auth/password')),
    done: searchParams.has('done'),
    gone: searchParams.has('gone'),
    nextHref: nextPath(searchParams.get('next'), link('/apply')),
  };
};

export const actions: Actions = {
  default: async ({ request, locals, url }) => {
    const form = await request.formData();
    const { password, current } = fieldsOf(form, ['password', 'current']);
    const errors: { password?: string; current?: string } = {};
    if (!password) errors.password = m['account.password.missing']();
    else if (password.length < PASSWORD_LENGTHS.least) errors.password = m['account.password.short']();
    if (form.has('current') && !current) errors.current = m['account.password.missing']();
    if (errors.password || errors.current) return fail(422, { errors, problem: undefined });
    const answer = await createApi(locals.api).post('/api/auth/password/set', {
      password,
      ...(current ? { current } : {}),
    });
    if (!answer.ok) return toFail(answer.problem, { errors });
    const next = nextPath(url.searchParams.get('next'), '');
    redirect(303, `${link('/account/password')}?done${next ? `&next=${encodeURIComponent(next)}` : ''}`);
  },
};
