import type { JoinView, PeopleView } from '@lianchuang/contract/organization-people';
import { error, redirect } from '@sveltejs/kit';
import { textOf } from '#lib/filings/typed-fields.ts';
import { link } from '#lib/link.ts';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import { signInPath } from '#lib/server/me.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' });
  const answer = await createApi(locals.api).get<JoinView>(
    `/colleague-invitations/${encodeURIComponent(params.token)}`,
  );
  if (!answer.ok && answer.status === 404) error(404, { ...answer.problem, message: answer.problem.title });
  return { invitation: unwrap(answer), here: url.pathname, key: formKey(locals) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const answer = await createApi(event.locals.api).post<PeopleView>(
      `/colleague-invitations/${encodeURIComponent(event.params.token)}/accept`,
      {},
      { idempotencyKey: textOf(form, 'key') },
    );
    if (answer.ok) redirect(303, link('/apply'));
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return toFail(answer.problem);
  },
};
