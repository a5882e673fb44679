import { m } from '#lib/paraglide/messages.js';

const all = m as unknown as Record<string, (() => string) | undefined>;

/** What a refusal code means and how to mend it, from `problem.<code>.what|mend`; the title belongs to the contract. */
export function problemWords(code: string): { what: string; mend: string } | null {
  const what = all[`problem.${code}.what`];
  const mend = all[`problem.${code}.mend`];
  return what && mend ? { what: what(), mend: mend() } : null;
}
