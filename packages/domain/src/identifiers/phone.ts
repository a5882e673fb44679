import { ok, refuse, type Result } from '../kernel/result.ts';

export type PhoneRefusal = { code: 'phone.malformed' };

/** A mobile number of the mainland: eleven digits; full width, spaces, hyphens and the country code are mended. */
export function parsePhone(given: string): Result<string, PhoneRefusal> {
  const digits = given
    .normalize('NFKC')
    .replaceAll(/[\s-]/g, '')
    .replace(/^(?:\+|00)86/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? ok(digits) : refuse({ code: 'phone.malformed' });
}
