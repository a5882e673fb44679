import { idOf, type IdKind } from '@lianchuang/domain/kernel';
import { uuidv7 } from 'uuidv7';

/** A new id: typed prefix and a time-sorted body. */
export function newId(kind: IdKind): string {
  return idOf(kind, uuidv7());
}

const LINK_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** 160 random bits in 32 letters, for invitation links: a place in a text to a phone takes no more than 35. */
export function newLinkToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (each) => LINK_LETTERS[each & 31]).join('');
}

/** 256 random bits in hex. */
export function newToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (each) => each.toString(16).padStart(2, '0')).join('');
}

/** SHA-256 of a text in lower-case hex. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (each) => each.toString(16).padStart(2, '0')).join('');
}
