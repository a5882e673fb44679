import type { FilingView } from '@lianchuang/contract/filings';
import { redirect } from '@sveltejs/kit';
import { checkGroups } from '#lib/filings/check-items.ts';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { stepHref } from '#lib/filings/steps.ts';
import { textOf } from '#lib/filings/typed-fields.ts';
import { createApi, toFail } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { filing, rules } = await parent();
  return { groups: checkGroups(filing, rules), key: formKey(locals) };
};

export const actions: Actions = {
  waive: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const ruleId = textOf(form, 'ruleId');
    const reason = textOf(form, 'reason');
    const answer = await createApi(event.locals.api).post<FilingView>(
      `/filings/${id}/actions/waive`,
      { ruleId, reason },
      { idempotencyKey: textOf(form, 'key') },
    );
    if (answer.ok) redirect(303, stepHref(id, 'check', ruleId));
    resumeAfterSignIn(event, answer.problem);
    const error = answer.problem.errors?.find((each) => each.pointer === '/reason');
    return toFail(answer.problem, { ruleId, reason, error: error?.detail ?? null });
  },
};
