import { z } from 'zod';

const password = z.string().min(1).max(200);
const code = z.string().trim().toLowerCase().min(1).max(20);

/** Enrolling, and turning off again, are confirmed by whoever knows the password. */
export const BeginSecondFactor = z.strictObject({ password });
export const EnterCode = z.strictObject({ code });
export const EndSecondFactor = z.strictObject({ password, code });

/** What enrolling answers: the address for the authenticator and the recovery codes, shown once. */
export type SecondFactorBegun = { readonly totpURI: string; readonly backupCodes: readonly string[] };

/** What signing in answers where a code is still to be entered. */
export type SignInAnswer = { readonly twoFactorRedirect?: boolean };
