import type { SecondFactorBegun } from '@lianchuang/contract/second-factor';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { fieldsOf } from '#lib/server/account.ts';
import { createApi, toFail } from '#lib/server/api.ts';

type Step = 'begin' | 'confirm' | 'end';
const api = ({ locals }: RequestEvent) => createApi(locals.api);
const missing = (at: Step) => fail(422, { at, missing: true, begun: undefined });
const done = (what: 'on' | 'off' | 'passkey-removed', at = 'second-factor'): never =>
  redirect(303, `${link('/account')}?second-factor=${what}#${at}`);

/** What the first step showed comes back with the second, so that a mistyped code loses nothing. */
function shownBefore(uri: string, codes: string): SecondFactorBegun | undefined {
  const isOurs = uri.startsWith('otpauth://totp/') && URL.canParse(uri) && uri.length < 1500 && codes.length < 500;
  return isOurs ? { totpURI: uri, backupCodes: codes.split(' ') } : undefined;
}

export async function begin(event: RequestEvent) {
  const { password } = fieldsOf(await event.request.formData(), ['password']);
  if (!password) return missing('begin');
  const answer = await api(event).post<SecondFactorBegun>('/api/auth/two-factor/enable', { password });
  if (!answer.ok) return toFail(answer.problem, { at: 'begin' as Step, missing: false, begun: undefined });
  const { totpURI, backupCodes } = answer.data;
  return { at: 'confirm' as Step, missing: false, begun: { totpURI, backupCodes } };
}

export async function confirm(event: RequestEvent) {
  const { code, uri, codes } = fieldsOf(await event.request.formData(), ['code', 'uri', 'codes']);
  const begun = shownBefore(uri, codes);
  const at: Step = begun ? 'confirm' : 'begin';
  if (!code) return fail(422, { at, missing: true, begun });
  const answer = await api(event).post('/api/auth/two-factor/verify-totp', { code: code.replaceAll(/\s/g, '') });
  if (!answer.ok) return toFail(answer.problem, { at, missing: false, begun });
  return done('on');
}

export async function end(event: RequestEvent) {
  const { password, code } = fieldsOf(await event.request.formData(), ['password', 'code']);
  if (!password || !code) return missing('end');
  const answer = await api(event).post('/api/auth/two-factor/disable', { password, code: code.replaceAll(/\s/g, '') });
  if (!answer.ok) return toFail(answer.problem, { at: 'end' as Step, missing: false, begun: undefined });
  return done('off');
}

export async function remove(event: RequestEvent) {
  const { password, passkey } = fieldsOf(await event.request.formData(), ['password', 'passkey']);
  const at = 'remove' as const;
  if (!password) return fail(422, { at, passkey, missing: true, problem: undefined });
  const answer = await api(event).post('/api/auth/passkey/remove', { id: passkey, password });
  if (!answer.ok) return toFail(answer.problem, { at, passkey, missing: false });
  return done('passkey-removed', 'passkeys');
}
