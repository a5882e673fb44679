import type { RegistrationView } from '@lianchuang/contract/consortia';
import { createApi, keepAs, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
  const found = await createApi(locals.api).get<RegistrationView>(
    `/registrations/${encodeURIComponent(params.number)}`,
  );
  keepAs(setHeaders, found);
  // To the minute, as it is shown: the same page a second later is the same page.
  return { registration: unwrap(found), at: `${new Date().toISOString().slice(0, 16)}:00Z` };
};
