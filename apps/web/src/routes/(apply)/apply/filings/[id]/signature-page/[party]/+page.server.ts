import type { FilingView } from '@lianchuang/contract/filings';
import type { PolicyView } from '@lianchuang/contract/policies';
import { EDITABLE } from '@lianchuang/domain/filings';
import { SIGNATURE_PAGES } from '@lianchuang/domain/policies';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { providersOf } from '#lib/attachments/places.ts';
import { removeForm, uploadForm } from '#lib/attachments/upload-form.server.ts';
import { LEAD_PARTY, signaturePageHref } from '#lib/filings/signature-page.ts';
import { link } from '#lib/link.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Me } from '#lib/server/me.ts';
import type { Actions, PageServerLoad } from './$types';

/** What somebody may do with a party’s paper: bring it back, look on, or nothing. */
function standing(me: Me, filing: FilingView, ownerId: string | null): 'provides' | 'looks' | null {
  const leadId = filing.lead.organization.id;
  const held = me.organizations.filter(({ id }) => id === leadId || (ownerId !== null && id === ownerId));
  if (held.length === 0) return null;
  return held.some(({ role }) => role !== 'viewer') ? 'provides' : 'looks';
}

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { me } = await parent();
  const said = { done: url.searchParams.has('done'), gone: url.searchParams.has('gone'), key: formKey(locals) };
  const api = createApi(locals.api);
  const answer = await api.get<FilingView>(`/filings/${params.id}`);
  // Whoever may not see the case is told the same, whether there is one or not.
  if (!answer.ok && answer.status === 404) return { found: null, ...said };
  const filing = unwrap(answer);
  const memberId = params.party === LEAD_PARTY ? null : params.party;
  const member = filing.members.find(({ id }) => id === memberId);
  const party = member ?? (memberId === null ? filing.lead : undefined);
  const may = party === undefined ? null : standing(me, filing, party.organization.id);
  if (may === null && me.offices.length > 0 && filing.submittedAt !== null && filing.ownMemberId === null)
    redirect(303, `${link(`/admin/filings/${filing.id}`)}#materials`);
  if (party === undefined || may === null) return { found: null, ...said };
  const { id, version } = filing.policy;
  const { materials } = unwrap(await api.get<PolicyView>(`/policies/${id}/versions/${version}`));
  const wanted = memberId === null ? SIGNATURE_PAGES.lead : SIGNATURE_PAGES.member;
  const place = providersOf(filing, materials, filing.attachments)
    .find((each) => each.memberId === memberId)
    ?.places.find(({ material }) => material.id === wanted);
  if (place === undefined || party.pageHash === null)
    error(404, { message: m['ui.error.not_found'](), code: 'not-found', status: 404 });
  const printed = url.searchParams.get('v');
  return {
    found: {
      filing: { id: filing.id, consortiumName: filing.consortiumName },
      memberId,
      organization: party.organization,
      hash: party.pageHash,
      /** What the paper says, where somebody comes from it. */
      printed,
      place,
      provides: may === 'provides',
      open: EDITABLE.includes(filing.status),
      /** Whose people look: the way back is another. */
      isLead: me.organizations.some((each) => each.id === filing.lead.organization.id),
    },
    ...said,
  };
};

const back = ({ params, url }: RequestEvent<{ id: string; party: string }>) => {
  const printed = url.searchParams.get('v');
  const here = signaturePageHref(params.id, params.party);
  return (query: string) => here + query + (printed === null ? '' : `&v=${encodeURIComponent(printed)}`);
};

export const actions: Actions = {
  upload: (event) => uploadForm(event, back(event)),
  remove: (event) => removeForm(event, back(event)),
};
