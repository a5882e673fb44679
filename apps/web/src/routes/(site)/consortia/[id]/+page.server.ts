import type { ConsortiumView } from '@lianchuang/contract/consortia';
import type { PolicyView } from '@lianchuang/contract/policies';
import { createApi, keepAs, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
  const api = createApi(locals.api);
  const found = await api.get<ConsortiumView>(`/consortia/${encodeURIComponent(params.id)}`);
  const consortium = unwrap(found);
  const { id, version } = consortium.policy;
  const policy = await api.get<PolicyView>(`/policies/${encodeURIComponent(id)}/versions/${version}`);
  keepAs(setHeaders, found, policy);
  return { consortium, policy: unwrap(policy) };
};
