import { m } from '#lib/paraglide/messages.js';

/** Whereto a code goes. */
export type Channel = 'phone' | 'mail';

/** What the pages of codes say of each channel, and how a browser is to help with it. */
export const CODES = {
  phone: {
    page: '/sign-in/phone',
    title: m['account.phone.title'],
    lede: m['account.phone.lede'],
    label: m['account.phone.label'],
    missing: m['account.phone.missing'],
    code: m['account.phone.code'],
    codeHelp: m['account.phone.code_help'],
    codeMissing: m['account.phone.code_missing'],
    other: m['account.phone.other'],
    nameLede: m['account.phone.name_lede'],
  },
  mail: {
    page: '/sign-in/mail',
    title: m['account.mail.title'],
    lede: m['account.mail.lede'],
    label: m['account.email.label'],
    missing: m['account.email.missing'],
    code: m['account.mail.code'],
    codeHelp: m['account.mail.code_help'],
    codeMissing: m['account.mail.code_missing'],
    other: m['account.mail.other'],
    nameLede: m['account.mail.name_lede'],
  },
} as const;
