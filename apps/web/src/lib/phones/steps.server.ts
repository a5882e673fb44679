import type { PhoneCodeSent } from '@lianchuang/contract/one-time-codes';
import { fail, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { fieldsOf } from '#lib/server/account.ts';
import { createApi, toFail } from '#lib/server/api.ts';

/** What a page of phone codes shows next; a number stands in the page, never in its address. */
export type PhoneStep = 'phone' | 'code' | 'name';

const digitsOf = (typed: string): string => typed.normalize('NFKC').replaceAll(/\s/g, '');

/** Asks for a code: from the first step, or once more from the second. */
export async function askForCode(event: RequestEvent, path: string, also: Record<string, string> = {}) {
  const { phone, again } = fieldsOf(await event.request.clone().formData(), ['phone', 'again']);
  const step: PhoneStep = again ? 'code' : 'phone';
  const none = { phone, errors: {}, problem: undefined, sent: undefined };
  if (!phone) return fail(422, { ...none, step, errors: { phone: m['account.phone.missing']() } });
  const answer = await createApi(event.locals.api).post<PhoneCodeSent>(path, { phone, ...also });
  if (!answer.ok) return toFail(answer.problem, { step, phone, errors: {}, sent: undefined });
  return { ...none, step: 'code' as PhoneStep, sent: answer.data };
}

/** The code as typed, or the page again with what is wrong with it. */
export async function typedCode(event: RequestEvent) {
  const { phone, code } = fieldsOf(await event.request.formData(), ['phone', 'code']);
  const digits = digitsOf(code);
  if (/^\d{6}$/.test(digits)) return { ok: true as const, phone, code: digits };
  const errors = { code: m['account.phone.code_missing']() };
  return {
    ok: false as const,
    page: fail(422, { step: 'code' as PhoneStep, phone, errors, problem: undefined, sent: undefined }),
  };
}
