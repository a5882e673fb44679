import { ok, refuse, type Result } from '../kernel/result.ts';

export type MailRefusal = { code: 'mail.malformed' };

const MAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

/** An e-mail address as it was written; full width, spaces and a Chinese full stop are mended. */
export function parseMail(given: string): Result<string, MailRefusal> {
  const address = given
    .normalize('NFKC')
    .replaceAll(/[\s\u200b\u2060\ufeff]/g, '')
    .replaceAll('。', '.');
  return address.length <= 254 && MAIL.test(address) && !address.includes('..')
    ? ok(address)
    : refuse({ code: 'mail.malformed' });
}
