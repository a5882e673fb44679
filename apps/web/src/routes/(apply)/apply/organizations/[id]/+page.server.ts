import type { ColleagueInvitation, PeopleView } from '@lianchuang/contract/organization-people';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { textOf } from '#lib/filings/typed-fields.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...unwrap(await createApi(locals.api).get<PeopleView>(`/organizations/${params.id}/people`)),
  key: formKey(locals),
});

async function remove(event: RequestEvent & { params: { id: string } }, kind: 'people' | 'invitations') {
  const which = textOf(await event.request.formData(), 'which');
  const path = `/organizations/${event.params.id}/${kind}/${encodeURIComponent(which)}`;
  const answer = await createApi(event.locals.api).delete<PeopleView>(path);
  if (answer.ok || answer.status === 404) redirect(303, event.url.pathname);
  resumeAfterSignIn(event, answer.problem);
  return toFail(answer.problem, { error: null, invitation: null });
}

export const actions: Actions = {
  invite: async (event) => {
    const form = await event.request.formData();
    const role = textOf(form, 'role');
    if (role === '') return fail(422, { error: m['apply.people.invite.missing'](), problem: null, invitation: null });
    const answer = await createApi(event.locals.api).post<ColleagueInvitation>(
      `/organizations/${event.params.id}/invitations`,
      { role },
      { idempotencyKey: textOf(form, 'key') },
    );
    if (answer.ok) return { error: null, problem: null, invitation: answer.data };
    resumeAfterSignIn(event, answer.problem);
    return toFail(answer.problem, { error: null, invitation: null });
  },
  withdraw: (event) => remove(event, 'invitations'),
  remove: (event) => remove(event, 'people'),
};
