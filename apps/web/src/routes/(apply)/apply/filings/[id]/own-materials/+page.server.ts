import type { FilingView } from '@lianchuang/contract/filings';
import type { PolicyView } from '@lianchuang/contract/policies';
import { EDITABLE } from '@lianchuang/domain/filings';
import { redirect } from '@sveltejs/kit';
import { providersOf } from '#lib/attachments/places.ts';
import { removeForm, uploadForm } from '#lib/attachments/upload-form.server.ts';
import { link } from '#lib/link.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

const here = (id: string) => link(`/apply/filings/${id}/own-materials`);

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const api = createApi(locals.api);
  const filing = unwrap(await api.get<FilingView>(`/filings/${params.id}`));
  if (filing.ownMemberId === null) redirect(303, link(`/apply/filings/${filing.id}`));
  const { id, version } = filing.policy;
  const policy = await api.get<PolicyView>(`/policies/${id}/versions/${version}`);
  const providers = providersOf(filing, unwrap(policy).materials, filing.attachments);
  return {
    filing,
    providers: providers.filter(({ memberId }) => memberId === filing.ownMemberId),
    open: EDITABLE.includes(filing.status),
    done: url.searchParams.has('done'),
    gone: url.searchParams.has('gone'),
    key: formKey(locals),
  };
};

export const actions: Actions = {
  upload: (event) => uploadForm(event, (query) => here(event.params.id) + query),
  remove: (event) => removeForm(event, (query) => here(event.params.id) + query),
};
