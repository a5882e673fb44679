import {
  CODE_RESEND_AT,
  type CodeEntered,
  type MailCodeSent,
  type PhoneCodeSent,
} from '@lianchuang/contract/one-time-codes';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { fieldsOf } from '#lib/server/account.ts';
import { createApi, toFail, type Answer } from '#lib/server/api.ts';
import { askMe, homeOf } from '#lib/server/me.ts';
import { CODES, type Channel } from './words.ts';

/** What a page of codes shows next; a number or an address stands in the page, never in the page’s own address. */
export type CodeStep = 'contact' | 'code' | 'name';

type Sent = PhoneCodeSent | MailCodeSent;
const FIELDS = { phone: 'phone', mail: 'email' } as const;
const SET_PASSWORD = '/account/password';

const sentOf = (data: Sent) => ({ contact: 'phone' in data ? data.phone : data.email, resendAt: data.resendAt });
const digitsOf = (typed: string): string => typed.normalize('NFKC').replaceAll(/\s/g, '');

/** A step without anything wrong in it. */
export const shown = (step: CodeStep, contact = '') => ({ step, contact, errors: {}, sent: undefined });

/** Asks for a code: from the first step, or once more from the second. */
export async function askForCode(
  event: RequestEvent,
  { channel, path, also = {} }: { channel: Channel; path: string; also?: Record<string, string> },
) {
  const { contact, again } = fieldsOf(await event.request.clone().formData(), ['contact', 'again']);
  const at = shown(again ? 'code' : 'contact', contact);
  if (!contact) return fail(422, { ...at, errors: { contact: CODES[channel].missing() }, problem: undefined });
  const answer = await createApi(event.locals.api).post<Sent>(path, { [FIELDS[channel]]: contact, ...also });
  if (!answer.ok) return toFail(answer.problem, at);
  return { ...shown('code', contact), problem: undefined, sent: sentOf(answer.data) };
}

/** The code as typed, or the page again with what is wrong with it. */
export async function typedCode(event: RequestEvent, channel: Channel) {
  const { contact, code } = fieldsOf(await event.request.formData(), ['contact', 'code']);
  const digits = digitsOf(code);
  if (/^\d{6}$/.test(digits)) return { ok: true as const, contact, code: digits };
  const errors = { code: CODES[channel].codeMissing() };
  return { ok: false as const, page: fail(422, { ...shown('code', contact), errors, problem: undefined }) };
}

/**
 * The step that enters the code which went out beside an answer of the sign-in library. Where none went, asking for one says why, or
 * sends it after all.
 */
export async function confirmStep(event: RequestEvent, email: string, { headers }: Answer<unknown>) {
  const resendAt = headers.get(CODE_RESEND_AT);
  if (resendAt !== null) return { ...shown('code', email), problem: undefined, sent: { contact: email, resendAt } };
  const answer = await createApi(event.locals.api).post<Sent>('/api/auth/mail/send', { email });
  return answer.ok
    ? { ...shown('code', email), problem: undefined, sent: sentOf(answer.data) }
    : { ...shown('code', email), problem: answer.problem };
}

/** For pages where nobody is signed in yet: whoever is goes on. */
export async function loadSignedOut({ locals, url }: { locals: App.Locals; url: URL }) {
  const next = url.searchParams.get('next');
  const me = await locals.me();
  if (me) redirect(303, nextPath(next, link(homeOf(me))));
  return { next: nextPath(next, ''), forgotten: nextPath(next, '') === link(SET_PASSWORD) };
}

async function goOn({ locals, url }: RequestEvent, { twoFactorRedirect, passwordGone }: CodeEntered): Promise<never> {
  const next = nextPath(url.searchParams.get('next'), '');
  if (twoFactorRedirect) redirect(303, link('/sign-in/code') + (next ? `?next=${encodeURIComponent(next)}` : ''));
  if (passwordGone) redirect(303, `${link(SET_PASSWORD)}?gone=1${next ? `&next=${encodeURIComponent(next)}` : ''}`);
  const me = await askMe(locals.api);
  redirect(303, next || link(me ? homeOf(me) : '/apply'));
}

/** The three steps of signing in, or up, by a code. */
export const codeSignIn = (channel: Channel) => ({
  send: (event: RequestEvent) => askForCode(event, { channel, path: `/api/auth/${channel}/send` }),
  enter: async (event: RequestEvent) => {
    const typed = await typedCode(event, channel);
    if (!typed.ok) return typed.page;
    const { contact, code } = typed;
    const answer = await createApi(event.locals.api).post<CodeEntered>(`/api/auth/${channel}/enter`, { code });
    if (!answer.ok) return toFail(answer.problem, shown('code', contact));
    if (!answer.data.account) return { ...shown('name', contact), problem: undefined };
    return goOn(event, answer.data);
  },
  name: async (event: RequestEvent) => {
    const { name, contact } = fieldsOf(await event.request.formData(), ['name', 'contact']);
    const at = shown('name', contact);
    if (!name) return fail(422, { ...at, errors: { name: m['account.name.missing']() }, problem: undefined });
    const answer = await createApi(event.locals.api).post<CodeEntered>(`/api/auth/${channel}/sign-up`, { name });
    if (!answer.ok) return toFail(answer.problem, shown(answer.status === 401 ? 'contact' : 'name', contact));
    return goOn(event, answer.data);
  },
});
