import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { fieldsOf } from '#lib/server/account.ts';
import { toFail } from '#lib/server/api.ts';
import { askMe, homeOf } from '#lib/server/me.ts';
import { enterSecondStep } from '#lib/server/second-step.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = url.searchParams.get('next');
  const me = await locals.me();
  if (me) redirect(303, nextPath(next, link(homeOf(me))));
  return { next: nextPath(next, '') };
};

async function entered({ request, locals, url }: RequestEvent, field: 'code' | 'recovery', missing: string) {
  const typed = fieldsOf(await request.formData(), [field])[field];
  if (!typed) return fail(422, { field, missing, problem: undefined });
  const answer = await enterSecondStep(locals.api, typed);
  if (!answer.ok) return toFail(answer.problem, { field, missing: '' });
  const me = await askMe(locals.api);
  redirect(303, nextPath(url.searchParams.get('next'), link(me ? homeOf(me) : '/apply')));
}

export const actions: Actions = {
  code: (event) => entered(event, 'code', m['account.second_step.missing']()),
  recovery: (event) => entered(event, 'recovery', m['account.second_step.recovery_missing']()),
};
