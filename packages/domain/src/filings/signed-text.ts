import type { Filing } from './filing.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** JSON with sorted keys, no spaces and no undefined: equal values always give equal text (after RFC 8785 for our value range). */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each: Json) => canonicalJson(each)).join(',')}]`;
  const entries = Object.entries(value as Record<string, Json | undefined>)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}

/**
 * The exact text whose SHA-256 is the content hash: policy version, lead, content, and every member's duties and pledges.
 * Signatures, waivers and states stay outside, so that signing does not change what is signed.
 */
export function signedText(filing: Pick<Filing, 'policy' | 'lead' | 'content' | 'members'>): string {
  const members = [...filing.members]
    .sort((a, b) => (a.uscc < b.uscc ? -1 : 1))
    .map(({ uscc, name, kind, chainPosition, duties, contributions }) => ({
      uscc,
      name,
      kind,
      chainPosition,
      duties,
      contributions: contributions.map((each) => ({ ...each, amountFen: each.amountFen ?? null })),
    }));
  const { uscc, name, kind, divisionCode } = filing.lead;
  return canonicalJson({
    form: 'lianchuang-filing-1',
    policy: filing.policy,
    lead: { uscc, name, kind, divisionCode },
    content: filing.content as unknown as Json,
    members,
  });
}
