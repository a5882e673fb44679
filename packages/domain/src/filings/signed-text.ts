import type { AttachedFile } from '../attachments/index.ts';
import { policyOf } from '../policies/index.ts';
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
export type SignedContent = Pick<Filing, 'policy' | 'lead' | 'content'> & {
  readonly members: readonly SignedMember[];
  readonly attachments?: readonly AttachedFile[];
};
export type SignedMember = Pick<
  FilingMember,
  'uscc' | 'name' | 'kind' | 'chainPosition' | 'duties' | 'contributions'
> & {
  readonly id?: string;
};

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

/** The attached files as they are hashed: for which material, from whom, what and how much; in an order that hangs on nothing else. */
export function filesOf({ policy, lead, members, attachments = [] }: SignedContent) {
  if (attachments.length === 0) return [];
  const { materials } = policyOf(policy);
  const agreement = new Set(materials.flatMap(({ id, partOfAgreement }) => (partOfAgreement ? [id] : [])));
  const provider = (memberId: string | null) =>
    (memberId === null ? undefined : members.find(({ id }) => id === memberId))?.uscc ?? lead.uscc;
  return attachments
    .map(({ materialId, memberId, name, sha256, bytes }) => ({
      material: materialId,
      provider: provider(memberId),
      name,
      sha256,
      bytes,
      // What proves something is evidence; what is agreed is signed.
      ...(agreement.has(materialId) ? { agreement: true } : {}),
    }))
    .sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
}

/**
 * The exact text whose SHA-256 is the content hash: policy version, lead, content, every member's duties and pledges, and the
 * attached files; without files it is the form of before there were any, so that older hashes stand.
 * Signatures, waivers and states stay outside, so that signing does not change what is signed.
 */
export function signedText(filing: SignedContent): string {
  const members = inOrder(filing.members).map((each) => ({ ...rosterEntry(each), ...ownEntry(each) }));
  const files = filesOf(filing);
  return files.length === 0
    ? canonicalJson({ form: 'lianchuang-filing-1', ...head(filing), members })
    : canonicalJson({ form: 'lianchuang-filing-2', ...head(filing), members, files });
}

/** The files of the agreement that one party provides. */
const agreementFiles = (filing: SignedContent, uscc: string) =>
  filesOf(filing).filter(({ agreement, provider }) => agreement === true && provider === uscc);

/** The part that every member signs: policy version, lead, content, who takes part, and the lead’s files of the agreement. Whoever changes it asks all to sign again. */
export function commonText(filing: SignedContent): string {
  const files = agreementFiles(filing, filing.lead.uscc);
  const text = { ...head(filing), members: inOrder(filing.members).map(rosterEntry) };
  return files.length === 0
    ? canonicalJson({ form: 'lianchuang-common-1', ...text })
    : canonicalJson({ form: 'lianchuang-common-2', ...text, files });
}

/** The part that one member alone signs: its own duties, pledges and files of the agreement. */
export function ownText(filing: SignedContent, member: SignedMember): string {
  const { uscc } = member;
  const files = agreementFiles(filing, uscc);
  return files.length === 0
    ? canonicalJson({ form: 'lianchuang-own-1', uscc, ...ownEntry(member) })
    : canonicalJson({ form: 'lianchuang-own-2', uscc, ...ownEntry(member), files });
}
