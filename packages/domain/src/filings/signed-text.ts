import type { Filing, FilingMember } from './filing.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** JSON with sorted keys, no spaces and no undefined: equal values always give equal text (after RFC 8785 for our value range). */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each: Json) => canonicalJson(each)).join(',')}]`;
  const entries = Object.entries(value as Record<string, Json | undefined>)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}

/** What a signature can be about: everything of a filing that somebody answers for. */
export type SignedContent = Pick<Filing, 'policy' | 'lead' | 'content'> & { readonly members: readonly SignedMember[] };
export type SignedMember = Pick<FilingMember, 'uscc' | 'name' | 'kind' | 'chainPosition' | 'duties' | 'contributions'>;

const inOrder = <M extends SignedMember>(members: readonly M[]): M[] =>
  [...members].sort((a, b) => (a.uscc < b.uscc ? -1 : 1));

const rosterEntry = ({ uscc, name, kind, chainPosition }: SignedMember) => ({ uscc, name, kind, chainPosition });
const ownEntry = ({ duties, contributions }: SignedMember) => ({
  duties,
  contributions: contributions.map((each) => ({ ...each, amountFen: each.amountFen ?? null })),
});

function head({ policy, lead: { uscc, name, kind, divisionCode }, content }: SignedContent) {
  return { policy, lead: { uscc, name, kind, divisionCode }, content: content as unknown as Json };
}

/**
 * The exact text whose SHA-256 is the content hash: policy version, lead, content, and every member's duties and pledges.
 * Signatures, waivers and states stay outside, so that signing does not change what is signed.
 */
export function signedText(filing: SignedContent): string {
  const members = inOrder(filing.members).map((each) => ({ ...rosterEntry(each), ...ownEntry(each) }));
  return canonicalJson({ form: 'lianchuang-filing-1', ...head(filing), members });
}

/** The part that every member signs: policy version, lead, content, and who takes part. Whoever changes it asks all to sign again. */
export function commonText(filing: SignedContent): string {
  return canonicalJson({
    form: 'lianchuang-common-1',
    ...head(filing),
    members: inOrder(filing.members).map(rosterEntry),
  });
}

/** The part that one member alone signs: its own duties and pledges. */
export function ownText(member: SignedMember): string {
  return canonicalJson({ form: 'lianchuang-own-1', uscc: member.uscc, ...ownEntry(member) });
}
