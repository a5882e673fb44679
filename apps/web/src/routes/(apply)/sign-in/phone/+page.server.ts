import type { CodeEntered } from '@lianchuang/contract/one-time-codes';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { askForCode, typedCode, type PhoneStep } from '#lib/phones/steps.server.ts';
import { fieldsOf } from '#lib/server/account.ts';
import { createApi, toFail } from '#lib/server/api.ts';
import { askMe, homeOf } from '#lib/server/me.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = url.searchParams.get('next');
  const me = await locals.me();
  if (me) redirect(303, nextPath(next, link(homeOf(me))));
  return { next: nextPath(next, '') };
};

async function goOn({ locals, url }: RequestEvent, { twoFactorRedirect = false }: CodeEntered): Promise<never> {
  const next = url.searchParams.get('next');
  if (twoFactorRedirect) redirect(303, link('/sign-in/code') + (next ? `?next=${encodeURIComponent(next)}` : ''));
  const me = await askMe(locals.api);
  redirect(303, nextPath(next, link(me ? homeOf(me) : '/apply')));
}

const shown = (step: PhoneStep, phone: string) => ({ step, phone, errors: {}, sent: undefined });

export const actions: Actions = {
  send: (event) => askForCode(event, '/api/auth/phone/send'),
  enter: async (event) => {
    const typed = await typedCode(event);
    if (!typed.ok) return typed.page;
    const { phone, code } = typed;
    const answer = await createApi(event.locals.api).post<CodeEntered>('/api/auth/phone/enter', { code });
    if (!answer.ok) return toFail(answer.problem, shown('code', phone));
    if (!answer.data.account) return { ...shown('name', phone), problem: undefined };
    return goOn(event, answer.data);
  },
  name: async (event) => {
    const { name, phone } = fieldsOf(await event.request.formData(), ['name', 'phone']);
    if (!name)
      return fail(422, { ...shown('name', phone), errors: { name: m['account.name.missing']() }, problem: undefined });
    const answer = await createApi(event.locals.api).post<CodeEntered>('/api/auth/phone/sign-up', { name });
    if (!answer.ok) return toFail(answer.problem, shown(answer.status === 401 ? 'phone' : 'name', phone));
    return goOn(event, answer.data);
  },
};
