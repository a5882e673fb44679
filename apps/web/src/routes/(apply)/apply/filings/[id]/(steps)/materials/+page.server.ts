import type { PolicyView } from '@lianchuang/contract/policies';
import { providersOf } from '#lib/attachments/places.ts';
import { removeForm, uploadForm } from '#lib/attachments/upload-form.server.ts';
import { FILES, resignedBy } from '#lib/filings/resign.server.ts';
import { stepHref } from '#lib/filings/steps.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { filing } = await parent();
  const { id, version } = filing.policy;
  const policy = await createApi(locals.api).get<PolicyView>(`/policies/${id}/versions/${version}`);
  return {
    providers: providersOf(filing, unwrap(policy).materials, filing.attachments),
    resigned: resignedBy(filing, FILES),
    done: url.searchParams.has('done'),
    gone: url.searchParams.has('gone'),
    key: formKey(locals),
  };
};

export const actions: Actions = {
  upload: (event) => uploadForm(event, (query) => stepHref(event.params.id, 'materials') + query),
  remove: (event) => removeForm(event, (query) => stepHref(event.params.id, 'materials') + query),
};
