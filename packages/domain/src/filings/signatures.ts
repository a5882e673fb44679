import type { Filing, FilingMember, Signature } from './filing.ts';
import { commonText, ownText, signedText, type SignedContent, type SignedMember } from './signed-text.ts';

export type SignatureState = 'missing' | 'current' | 'void' | 'refused';
type Hashes = Pick<Filing, 'contentHash' | 'partHashes'>;

/** Whether a member's word counts for this content: missing, current, void after a change that touches it, or refused. */
export function signatureState(
  { uscc, signature }: Pick<FilingMember, 'uscc' | 'signature'>,
  { contentHash, partHashes }: Hashes,
): SignatureState {
  if (signature === null) return 'missing';
  if (signature.is === 'refused') return 'refused';
  if (signature.contentHash === contentHash) return 'current';
  return signature.commonHash === partHashes.common && signature.ownHash === partHashes.own[uscc] ? 'current' : 'void';
}

/** A word on this content as it stands at its version. */
export function signatureOn(
  { contentHash, partHashes, version }: Hashes & Pick<Filing, 'version'>,
  { uscc }: Pick<FilingMember, 'uscc'>,
  who: Pick<Signature, 'at' | 'by'>,
): Signature {
  const { common: commonHash, own } = partHashes;
  const ownHash = own[uscc];
  const parts = ownHash === undefined ? {} : { commonHash, ownHash };
  return { is: 'signed', contentHash, ...parts, version, at: who.at, by: who.by };
}

/** What a signature rests on: the common part and the member's own, or the whole text when it is from before parts were told apart. */
export type Coverage = 'parts' | 'whole' | null;

/** What a member's signature rests on in this filing; null when there is none that counts. */
export function coverageIn(filing: Hashes): (member: Pick<FilingMember, 'uscc' | 'signature'>) => Coverage {
  return (member) => {
    if (signatureState(member, filing) !== 'current' || member.signature?.is !== 'signed') return null;
    return member.signature.ownHash === undefined ? 'whole' : 'parts';
  };
}

/**
 * The members who would have to sign again if `before` became `after`: exactly those whose signature counts now and rests on a text
 * that changes. Who is taken out signs nothing any more.
 */
export function signaturesTouchedBy<M extends SignedMember>(
  before: Omit<SignedContent, 'members'> & { readonly members: readonly M[] },
  after: SignedContent,
  coverage: (member: M) => Coverage,
): M[] {
  const sameCommon = commonText(before) === commonText(after);
  const sameWhole = sameCommon && signedText(before) === signedText(after);
  return before.members.filter((member) => {
    const later = after.members.find(({ uscc }) => uscc === member.uscc);
    const covers = coverage(member);
    if (later === undefined || covers === null) return false;
    return covers === 'whole' ? !sameWhole : !sameCommon || ownText(before, member) !== ownText(after, later);
  });
}

/** Ids of the members whose signature a change of a filing makes void: as they go on record with the change. */
export const voidedIds = (before: Filing, after: Filing): string[] =>
  signaturesTouchedBy(before, after, coverageIn(before)).map(({ id }) => id);
