import { parsePhone } from '@lianchuang/domain/identifiers';
import { z } from 'zod';
import { line, parsed } from './text.ts';

const phone = parsed(parsePhone, 'A mobile number of the mainland; full width, spaces and +86 are mended.');
/** Six digits, as a phone shows or somebody types them. */
const code = z
  .string()
  .max(40)
  .transform((given) => given.normalize('NFKC').replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

export const SendPhoneCode = z.strictObject({ phone });
export const EnterPhoneCode = z.strictObject({ code });
export const SignUpByPhone = z.strictObject({ name: line(100) });
/** Another number takes the password, where there is one; without one, a sign-in of just now. */
export const BeginPhone = z.strictObject({ phone, password: z.string().max(200).optional() });
export const RemovePhone = z.strictObject({ password: z.string().min(1).max(200) });

/** The same answer for every number, whether somebody has it or not. */
export type PhoneCodeSent = { readonly phone: string; readonly resendAt: string; readonly validUntil: string };
/** Whether the number has an account; without one a name makes it. */
export type PhoneCodeEntered = { readonly account: boolean; readonly twoFactorRedirect?: boolean };
