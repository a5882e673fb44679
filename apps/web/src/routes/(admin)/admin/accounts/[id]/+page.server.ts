import type { AccountView } from '@lianchuang/contract/accounts';
import { error, redirect } from '@sveltejs/kit';
import { requireAdministrator } from '#lib/admin/desk.server.ts';
import { link } from '#lib/link.ts';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireAdministrator(event);
  const { params, locals, url } = event;
  return {
    account: unwrap(await createApi(locals.api).get<AccountView>(`/accounts/${params.id}`)),
    key: formKey(locals),
    done: url.searchParams.get('done'),
  };
};

const read = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

/** `disable`, or `end-office 370200 clerk`. */
export const actions: Actions = {
  act: async ({ request, locals, params }) => {
    const form = await request.formData();
    const [target, reason] = [read(form, 'target'), read(form, 'reason')];
    const [action = '', jurisdiction, role] = target.split(' ');
    if (!/^[a-z-]{1,40}$/.test(action)) error(404);
    const body = role === undefined ? { reason } : { reason, jurisdiction, role };
    const done = await createApi(locals.api).post(`/accounts/${params.id}/actions/${action}`, body, {
      idempotencyKey: read(form, 'key'),
    });
    if (!done.ok) return toFail(done.problem, { target, reason });
    redirect(303, link(`/admin/accounts/${params.id}?done=${action}`));
  },
};
