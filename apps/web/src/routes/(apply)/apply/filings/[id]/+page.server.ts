import type { FilingView } from '@lianchuang/contract/filings';
import type { PolicyView } from '@lianchuang/contract/policies';
import { EDITABLE, ENDED } from '@lianchuang/domain/filings';
import { redirect } from '@sveltejs/kit';
import { missingOf } from '#lib/filings/missing.ts';
import { nextStep } from '#lib/filings/progress.ts';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { statementTitles } from '#lib/filings/statements.ts';
import { textOf } from '#lib/filings/typed-fields.ts';
import { link } from '#lib/link.ts';
import { readProof } from '#lib/seals/proof.server.ts';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { me } = await parent();
  const api = createApi(locals.api);
  const filing = unwrap(await api.get<FilingView>(`/filings/${params.id}`));
  const { rules } = unwrap(
    await api.get<PolicyView>(`/policies/${filing.policy.id}/versions/${filing.policy.version}`),
  );
  const isLead = me.organizations.some((each) => each.id === filing.lead.organization.id);
  const isOpen = EDITABLE.includes(filing.status);
  return {
    filing,
    proof: await readProof(api, params.id),
    part: isLead || filing.ownMemberId === null ? ('lead' as const) : ('member' as const),
    ended: ENDED.includes(filing.status),
    missing: isOpen ? missingOf(filing, rules) : [],
    next: filing.mayEdit ? nextStep(filing, rules) : null,
    unanswered: (filing.correction?.items ?? []).filter((each) => !each.answered).length,
    titles: statementTitles(rules),
    sent: url.searchParams.has('sent'),
    key: formKey(locals),
  };
};

export const actions: Actions = {
  withdraw: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const reason = textOf(form, 'reason');
    const answer = await createApi(event.locals.api).post<FilingView>(
      `/filings/${id}/actions/withdraw`,
      reason.trim() === '' ? {} : { reason },
      { idempotencyKey: textOf(form, 'key') },
    );
    if (answer.ok) redirect(303, link(`/apply/filings/${id}`));
    resumeAfterSignIn(event, answer.problem);
    return toFail(answer.problem, { reason });
  },
  answer: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const text = textOf(form, 'text');
    const item = Number(textOf(form, 'item'));
    const answer = await createApi(event.locals.api).post<FilingView>(
      `/filings/${id}/actions/answer_item`,
      { item, text: text.trim() === '' ? '' : text },
      { idempotencyKey: textOf(form, 'key') },
    );
    if (answer.ok) redirect(303, link(`/apply/filings/${id}`) + `#item-${item + 1}`);
    resumeAfterSignIn(event, answer.problem);
    const error = answer.problem.errors?.find(({ pointer }) => pointer === '/text')?.detail;
    return toFail(answer.problem, { item, text, error });
  },
};
