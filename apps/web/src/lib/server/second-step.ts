import type { SignInAnswer } from '@lianchuang/contract/second-factor';
import { createApi, type Answer } from './api.ts';

/** Signs in with a password; whether a code is still to be entered stands in the answer. */
export function signInByPassword(api: typeof fetch, given: { email: string; password: string }) {
  return createApi(api).post<SignInAnswer>('/api/auth/sign-in/email', given);
}

const AUTHENTICATOR_CODE = /^\d{6}$/;

/** Finishes signing in with what the authenticator shows, or with a recovery code: the two cannot be taken for each other. */
export function enterSecondStep(api: typeof fetch, typed: string): Promise<Answer<unknown>> {
  const code = typed.normalize('NFKC').replaceAll(/\s/g, '');
  const path = AUTHENTICATOR_CODE.test(code) ? 'verify-totp' : 'verify-backup-code';
  return createApi(api).post(`/api/auth/two-factor/${path}`, { code });
}
