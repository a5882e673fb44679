import { m } from '#lib/paraglide/messages.js';

const PASSWORDS = ['password', 'current'];

/** Text fields of a form; passwords keep their spaces, everything else is trimmed. */
export function fieldsOf<Name extends string>(form: FormData, names: readonly Name[]): Record<Name, string> {
  const read = (name: Name) => {
    const value = form.get(name);
    if (typeof value !== 'string') return '';
    return PASSWORDS.includes(name) ? value : value.trim();
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string>;
}

export function looksLikeEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/** Why the account service refused, in words that say how to mend it. */
export function accountRefusal(status: number): string {
  if (status === 401 || status === 403 || status === 404) return m['account.refused.wrong_password']();
  if (status === 429) return m['account.refused.too_many']();
  if (status >= 500) return m['account.refused.unavailable']();
  return m['account.refused.other']();
}
