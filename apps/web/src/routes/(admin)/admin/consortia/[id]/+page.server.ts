import type { ActionView } from '@lianchuang/contract/actions';
import type { ConsortiumView } from '@lianchuang/contract/consortia';
import { redirect } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const api = createApi(locals.api);
  const [found, allowed] = await Promise.all([
    api.get<ConsortiumView>(`/consortia/${params.id}`),
    api.get<{ version: number; actions: ActionView[] }>(`/consortia/${params.id}/actions`),
  ]);
  const { version, actions } = unwrap(allowed);
  return {
    consortium: unwrap(found),
    version,
    actions,
    key: formKey(locals),
    done: url.searchParams.has('done'),
  };
};

const read = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

export const actions: Actions = {
  revoke: async ({ request, locals, params }) => {
    const form = await request.formData();
    const reason = read(form, 'reason');
    const done = await createApi(locals.api).post(
      `/consortia/${params.id}/actions/revoke`,
      { reason },
      { ifMatch: read(form, 'version'), idempotencyKey: read(form, 'key') },
    );
    if (!done.ok) return toFail(done.problem, { reason });
    redirect(303, link(`/admin/consortia/${params.id}?done=revoke`));
  },
};
