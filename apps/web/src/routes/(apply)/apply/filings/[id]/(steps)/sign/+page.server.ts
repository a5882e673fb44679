import type { FilingView } from '@lianchuang/contract/filings';
import type { SigningView } from '@lianchuang/contract/signing';
import { fail } from '@sveltejs/kit';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { orderOf } from '#lib/filings/signing-rows.ts';
import { stepHref } from '#lib/filings/steps.ts';
import { talkActions } from '#lib/filings/talk.server.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  signing: unwrap(await createApi(locals.api).get<SigningView>(`/filings/${params.id}/signing`)),
  order: orderOf(url.searchParams.get('sort')),
  about: url.searchParams.get('about') ?? '',
  origin: url.origin,
  key: formKey(locals),
});

export const actions: Actions = {
  ...talkActions((id) => stepHref(id, 'sign')),
  remind: async (event) => {
    const api = createApi(event.locals.api);
    const ids = (await event.request.formData()).getAll('member').map(String);
    let reminded = 0;
    for (const id of ids) {
      const path = `/filings/${event.params.id}/members/${encodeURIComponent(id)}/actions/remind`;
      const answer = await api.post<FilingView>(path);
      if (answer.ok) reminded += 1;
      // Reminded already, or signed meanwhile: nothing is left to do for this one.
      else if (answer.status !== 409) {
        resumeAfterSignIn(event, answer.problem);
        return fail(answer.status, { problem: answer.problem });
      }
    }
    return { reminded };
  },
};
