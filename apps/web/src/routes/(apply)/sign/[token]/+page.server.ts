import type { FilingView } from '@lianchuang/contract/filings';
import type { InvitationView } from '@lianchuang/contract/invitations';
import { error, redirect } from '@sveltejs/kit';
import { textOf } from '#lib/filings/typed-fields.ts';
import { link } from '#lib/link.ts';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import { signInPath } from '#lib/server/me.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' });
  const api = createApi(locals.api);
  const answer = await api.get<InvitationView>(`/invitations/${encodeURIComponent(params.token)}`);
  if (!answer.ok && answer.status === 404) error(404, { ...answer.problem, message: answer.problem.title });
  const invitation = unwrap(answer);
  const me = await locals.me();
  // A colleague's link may bring more rights than somebody has: it is always shown.
  if (me && invitation.colleague === null) {
    const joined = await api.get<FilingView>(`/filings/${invitation.filingId}`);
    if (joined.ok && joined.data.ownMemberId !== null)
      redirect(303, link(`/apply/filings/${invitation.filingId}/sign-as-member`));
  }
  return { invitation, me, here: url.pathname, key: formKey(locals) };
};

export const actions: Actions = {
  accept: async (event) => {
    const { token } = event.params;
    const form = await event.request.formData();
    const answer = await createApi(event.locals.api).post<FilingView>(
      `/invitations/${encodeURIComponent(token)}/accept`,
      {},
      { idempotencyKey: textOf(form, 'key') },
    );
    if (answer.ok) redirect(303, link(`/apply/filings/${answer.data.id}/sign-as-member`));
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return toFail(answer.problem);
  },
};
