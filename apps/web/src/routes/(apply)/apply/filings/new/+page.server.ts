import type { FilingView } from '@lianchuang/contract/filings';
import type { PolicyView } from '@lianchuang/contract/policies';
import { fail, redirect } from '@sveltejs/kit';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { stepHref } from '#lib/filings/steps.ts';
import { textOf } from '#lib/filings/typed-fields.ts';
import { link } from '#lib/link.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

const DECIDING = ['lead_kind', 'lead_division', 'member_count', 'member_share', 'validity'];

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { me } = await parent();
  if (me.organizations.length === 0)
    redirect(303, `${link('/apply/organizations/new')}?next=${encodeURIComponent(url.pathname + url.search)}`);
  const { items } = unwrap(await createApi(locals.api).get<{ items: PolicyView[] }>('/policies'));
  const policies = items
    .filter((each) => each.current)
    .map(({ id, title, jurisdiction, recommendation, rules }) => ({
      id,
      title,
      jurisdiction,
      recommendation,
      rules: rules.filter((rule) => DECIDING.includes(rule.kind)),
    }));
  return {
    policies,
    policyId: url.searchParams.get('policy') ?? (policies.length === 1 ? (policies[0]?.id ?? '') : ''),
    organizationId: me.organizations.length === 1 ? (me.organizations[0]?.id ?? '') : '',
    key: formKey(locals),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const typed = { policyId: textOf(form, 'policyId'), organizationId: textOf(form, 'organizationId') };
    const errors: Record<string, string> = {};
    if (typed.policyId === '') errors['policyId'] = m['apply.new.policy.missing']();
    if (typed.organizationId === '') errors['organizationId'] = m['apply.new.organization.missing']();
    if (Object.keys(errors).length > 0) return fail(422, { typed, errors, problem: null });
    const answer = await createApi(event.locals.api).post<FilingView>('/filings', typed, {
      idempotencyKey: textOf(form, 'key'),
    });
    if (answer.ok) redirect(303, stepHref(answer.data.id, 'basics'));
    resumeAfterSignIn(event, answer.problem);
    return toFail(answer.problem, { typed, errors });
  },
};
