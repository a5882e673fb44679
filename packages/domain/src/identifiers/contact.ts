import { ok, refuse, type Result } from '../kernel/result.ts';
import { parseMail, type MailRefusal } from './mail-address.ts';
import { parsePhone, type PhoneRefusal } from './phone.ts';

/** A way to reach somebody whom the product does not know. */
export type Contact = { readonly channel: 'mail' | 'text'; readonly address: string };
export type ContactRefusal = PhoneRefusal | MailRefusal | { code: 'contact.missing' };

/** An e-mail address, or a mobile number of the mainland; full width, spaces and a Chinese full stop are mended. */
export function parseContact(given: string): Result<Contact, ContactRefusal> {
  const text = given.normalize('NFKC').replaceAll(/[\s\u200b\u2060\ufeff]/g, '');
  if (text === '') return refuse({ code: 'contact.missing' });
  if (!text.includes('@')) {
    const phone = parsePhone(text);
    return phone.ok ? ok({ channel: 'text', address: phone.value }) : phone;
  }
  const mail = parseMail(text);
  return mail.ok ? ok({ channel: 'mail', address: mail.value }) : mail;
}
