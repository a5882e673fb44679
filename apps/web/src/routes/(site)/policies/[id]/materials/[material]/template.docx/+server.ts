import type { PolicyView } from '@lianchuang/contract/policies';
import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { wordAnswer } from '#lib/policies/word-file.server.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

/** The blank paper, for whoever prepares a filing. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const policy = unwrap(await createApi(locals.api).get<PolicyView>(`/policies/${encodeURIComponent(params.id)}`));
  const material = policy.materials.find((each) => each.id === params.material);
  const answer = material && (await wordAnswer({ material, policy: policy.title, facts: {} }));
  return answer ?? error(404, { message: m['ui.error.not_found'](), code: 'not-found', status: 404 });
};
