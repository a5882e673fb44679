import type { FilingView } from '@lianchuang/contract/filings';
import { redirect } from '@sveltejs/kit';
import { missingOf } from '#lib/filings/missing.ts';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { statementTitles } from '#lib/filings/statements.ts';
import { textOf } from '#lib/filings/typed-fields.ts';
import { link } from '#lib/link.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, toFail } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const MOVES = ['submit', 'resubmit'];

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { filing, rules } = await parent();
  return {
    missing: missingOf(filing, rules),
    titles: statementTitles(rules),
    move: filing.actions.find((each) => MOVES.includes(each.name)) ?? null,
    key: formKey(locals),
  };
};

export const actions: Actions = {
  submit: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const move = textOf(form, 'move');
    if (!form.has('confirmed')) return fail(422, { error: m['apply.submit.confirm.missing'](), problem: null });
    const answer = await createApi(event.locals.api).post<FilingView>(
      `/filings/${id}/actions/${MOVES.includes(move) ? move : 'submit'}`,
      {},
      { idempotencyKey: textOf(form, 'key'), ifMatch: textOf(form, 'version') },
    );
    if (answer.ok) redirect(303, link(`/apply/filings/${id}?sent=1`));
    resumeAfterSignIn(event, answer.problem);
    return toFail(answer.problem, { error: null });
  },
};
