import type { CheckView, PolicyView } from '@lianchuang/contract/policies';
import { homeJurisdiction } from '#lib/home-jurisdiction.ts';
import { checkBody, pointers, readCheck, type CheckErrors, type CheckValues } from '#lib/policies/check-form.ts';
import { createApi, keepAs, unwrap } from '#lib/server/api.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

type Page = {
  policies: PolicyView[];
  policy: PolicyView;
  values: CheckValues;
  check: CheckView | null;
  errors: CheckErrors;
};

export const load: PageServerLoad<Page> = async ({ url, locals, setHeaders }) => {
  const api = createApi(locals.api);
  const listed = await api.get<{ items: PolicyView[] }>('/policies');
  const policies = unwrap(listed).items;
  const { asked, values } = readCheck(url.searchParams);
  const home = policies.find((each) => each.jurisdiction.code === homeJurisdiction) ?? policies[0];
  if (values.policy === '') values.policy = home?.id ?? '';
  const policy = policies.find((each) => each.id === values.policy) ?? home;
  if (policy === undefined) error(404);
  const page: Page = { policies, policy, values, check: null, errors: {} };
  if (!asked) {
    keepAs(setHeaders, listed);
    return page;
  }
  const built = checkBody(values);
  if (!built.ok) return { ...page, errors: built.errors };
  const answer = await api.post<CheckView>('/eligibility-checks', built.body);
  if (answer.ok) return { ...page, check: answer.data };
  const errors: CheckErrors = {};
  for (const { pointer, detail, code } of answer.problem.errors ?? []) {
    const field = Object.entries(pointers).find(([start]) => pointer.startsWith(start))?.[1];
    if (field) errors[field] = detail ?? code;
  }
  if (Object.keys(errors).length === 0) unwrap(answer);
  return { ...page, errors };
};
