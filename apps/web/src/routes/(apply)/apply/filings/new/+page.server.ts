import type { FilingPage, FilingView } from '@lianchuang/contract/filings';
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

/** The newest; an older one is started from on its own page. */
const MOST_EARLIER = 20;
const DECIDING = ['lead_kind', 'lead_division', 'member_count', 'member_share', 'validity'];

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { me } = await parent();
  if (me.organizations.length === 0)
    redirect(303, `${link('/apply/organizations/new')}?next=${encodeURIComponent(url.pathname + url.search)}`);
  const api = createApi(locals.api);
  const [{ items }, cases] = await Promise.all([
    api.get<{ items: PolicyView[] }>('/policies').then(unwrap),
    api.get<FilingPage>('/filings?mine=true&sort=-updatedAt&limit=100').then(unwrap),
  ]);
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
    earlier: cases.items
      .filter(({ part, lead }) => part === 'lead' && me.organizations.some(({ id }) => id === lead.id))
      .slice(0, MOST_EARLIER),
    fromFilingId: url.searchParams.get('from') ?? '',
    policyId: url.searchParams.get('policy') ?? (policies.length === 1 ? (policies[0]?.id ?? '') : ''),
    organizationId: me.organizations.length === 1 ? (me.organizations[0]?.id ?? '') : '',
    key: formKey(locals),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const typed = {
      policyId: textOf(form, 'policyId'),
      organizationId: textOf(form, 'organizationId'),
      fromFilingId: textOf(form, 'fromFilingId'),
    };
    const errors: Record<string, string> = {};
    if (typed.policyId === '') errors['policyId'] = m['apply.new.policy.missing']();
    if (typed.organizationId === '') errors['organizationId'] = m['apply.new.organization.missing']();
    if (Object.keys(errors).length > 0) return fail(422, { typed, errors, problem: null });
    const { fromFilingId, ...start } = typed;
    const body = fromFilingId === '' ? start : typed;
    const answer = await createApi(event.locals.api).post<FilingView>('/filings', body, {
      idempotencyKey: textOf(form, 'key'),
    });
    if (answer.ok) redirect(303, stepHref(answer.data.id, 'basics'));
    resumeAfterSignIn(event, answer.problem);
    if (answer.status === 404) {
      errors['fromFilingId'] = m['apply.new.from.not_theirs']();
      return fail(422, { typed, errors, problem: null });
    }
    return toFail(answer.problem, { typed, errors });
  },
};
