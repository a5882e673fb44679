import { ok, refuse, type Result } from '../kernel/result.ts';
import { parsePhone, type PhoneRefusal } from './phone.ts';

/** A way to reach somebody whom the product does not know. */
export type Contact = { readonly channel: 'mail' | 'text'; readonly address: string };
export type ContactRefusal = PhoneRefusal | { code: 'mail.malformed' } | { code: 'contact.missing' };

const MAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

/** An e-mail address, or a mobile number of the mainland; full width, spaces and a Chinese full stop are mended. */
export function parseContact(given: string): Result<Contact, ContactRefusal> {
  const text = given.normalize('NFKC').replaceAll(/[\s\u200b\u2060\ufeff]/g, '');
  if (text === '') return refuse({ code: 'contact.missing' });
  if (!text.includes('@')) {
    const phone = parsePhone(text);
    return phone.ok ? ok({ channel: 'text', address: phone.value }) : phone;
  }
  const address = text.replaceAll('。', '.');
  return address.length <= 254 && MAIL.test(address) && !address.includes('..')
    ? ok({ channel: 'mail', address })
    : refuse({ code: 'mail.malformed' });
}
