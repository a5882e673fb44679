import { NO_MAIL_DOMAIN, PASSWORD_LENGTHS } from '@lianchuang/domain/accounts';
import { parseMail } from '@lianchuang/domain/identifiers';
import { refuse } from '@lianchuang/domain/kernel';
import { z } from 'zod';
import { line, parsed } from './text.ts';

/** Six digits, as a phone or a mail shows them or somebody types them. */
const code = z
  .string()
  .max(40)
  .transform((given) => given.normalize('NFKC').replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

/** In lower case, as the sign-in library keeps addresses; what it keeps for those without one is none. */
const email = parsed((given) => {
  const mail = parseMail(given.toLowerCase());
  return mail.ok && mail.value.endsWith(NO_MAIL_DOMAIN) ? refuse({ code: 'mail.malformed' }) : mail;
}, 'An e-mail address; full width and spaces are mended.');

export const EnterOneTimeCode = z.strictObject({ code });
export const SignUpByCode = z.strictObject({ name: line(100) });
export const SendMailCode = z.strictObject({ email });
/** A new password takes the one before, but for whoever has just signed in without it. */
export const SetPassword = z.strictObject({
  password: z.string().min(PASSWORD_LENGTHS.least).max(PASSWORD_LENGTHS.most),
  current: z.string().min(1).max(PASSWORD_LENGTHS.most).optional(),
});

type Sent = { readonly resendAt: string; readonly validUntil: string };
/** The same answer for every number and address, whether somebody has it or not. */
export type PhoneCodeSent = Sent & { readonly phone: string };
export type MailCodeSent = Sent & { readonly email: string };
/** Whether there is an account; without one a name makes it. `passwordGone` where its password was somebody else’s. */
export type CodeEntered = {
  readonly account: boolean;
  readonly twoFactorRedirect?: boolean;
  readonly passwordGone?: boolean;
};

/** Whether an account has a password, and whether setting another takes it: not just after a sign-in that did without. */
export type OwnPassword = { readonly isSet: boolean; readonly takesCurrent: boolean };

/** On an answer after which an address has to be confirmed: when a further code may be sent; missing where none went out. */
export const CODE_RESEND_AT = 'X-Code-Resend-At';
