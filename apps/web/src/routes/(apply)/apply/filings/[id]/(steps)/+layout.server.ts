import type { FilingView } from '@lianchuang/contract/filings';
import type { PolicyView } from '@lianchuang/contract/policies';
import { redirect } from '@sveltejs/kit';
import { stepStates } from '#lib/filings/progress.ts';
import { link } from '#lib/link.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params, request, url }) => {
  const api = createApi(locals.api);
  const filing = unwrap(await api.get<FilingView>(`/filings/${params.id}`));
  // A form that was refused because the draft went out meanwhile still shows what was typed.
  if (!filing.mayEdit && request.method !== 'POST') redirect(303, link(`/apply/filings/${filing.id}`));
  const { rules, industries, document } = unwrap(
    await api.get<PolicyView>(`/policies/${filing.policy.id}/versions/${filing.policy.version}`),
  );
  // Named so that every step reads the draft afresh: others sign and edit meanwhile.
  const { pathname } = url;
  return { filing, rules, industries, document: document.name, states: stepStates(filing, rules), pathname };
};
