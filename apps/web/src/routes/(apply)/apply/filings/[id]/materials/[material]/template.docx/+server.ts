import type { FilingView } from '@lianchuang/contract/filings';
import type { PolicyView } from '@lianchuang/contract/policies';
import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { PaperFacts } from '#lib/policies/paper.ts';
import { wordAnswer } from '#lib/policies/word-file.server.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

/** What the case knows of the one who provides the paper: the lead, or the member that is named. */
function factsOf(filing: FilingView, memberId: string | null): PaperFacts | null {
  const { lead, members, consortiumName } = filing;
  const member = memberId === null ? undefined : members.find(({ id }) => id === memberId);
  if (memberId !== null && member === undefined) return null;
  const provider = member?.organization ?? lead.organization;
  return {
    lead: lead.organization.name,
    provider: provider.name,
    providerUscc: provider.uscc,
    members: members.map(({ organization }) => ({ name: organization.name })),
    contributions: member?.contributions ?? [],
    ...(consortiumName === null ? {} : { consortium: consortiumName }),
  };
}

export const GET: RequestHandler = async ({ params, url, locals }) => {
  const api = createApi(locals.api);
  const filing = unwrap(await api.get<FilingView>(`/filings/${params.id}`));
  const { id, version } = filing.policy;
  const policy = unwrap(await api.get<PolicyView>(`/policies/${id}/versions/${version}`));
  const material = policy.materials.find((each) => each.id === params.material);
  const facts = factsOf(filing, url.searchParams.get('member'));
  const answer = material && facts && (await wordAnswer({ material, policy: policy.title, facts }));
  return answer ?? error(404, { message: m['ui.error.not_found'](), code: 'not-found', status: 404 });
};
