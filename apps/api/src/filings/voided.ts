import type { ChangeView } from '@lianchuang/contract/signatures';
import {
  changesInCommon,
  changesInOwn,
  commonText,
  differing,
  ownText,
  signatureState,
  type Change,
  type Filing,
  type FilingMember,
} from '@lianchuang/domain/filings';

type Texts = ReadonlyMap<string, string>;
const MOST = 12;
const LONGEST = 120;

const signedBy = ({ signature }: FilingMember) =>
  signature?.is === 'signed' && signature.commonHash !== undefined && signature.ownHash !== undefined
    ? { common: signature.commonHash, own: signature.ownHash }
    : undefined;

/** Hashes of what was signed and no longer stands. */
export function voidHashes(filing: Filing): string[] {
  const hashes = filing.members
    .filter((each) => signatureState(each, filing) === 'void')
    .flatMap((each) => Object.values(signedBy(each) ?? {}));
  return [...new Set(hashes)];
}

/** The kept texts with those of this filing: what its members signed is at hand even where a change is about to void it. */
export function withTextsOf(filing: Filing, kept: Texts): Texts {
  const own = filing.members.map((each) => [filing.partHashes.own[each.uscc] ?? '', ownText(filing, each)] as const);
  return new Map([...kept, [filing.partHashes.common, commonText(filing)], ...own]);
}

/** A change in full, and of long texts the part in which they differ. */
export function shownChange({ pointer, before, after }: Change): ChangeView {
  const texts = { before: String(before ?? ''), after: String(after ?? '') };
  const part = differing(texts, LONGEST);
  return part.before === texts.before && part.after === texts.after
    ? { pointer, before, after }
    : { pointer, before, after, part };
}

/** A change as it is shown beside others: of long texts the part in which they differ. */
function briefly(change: Change): ChangeView {
  const { part, ...whole } = shownChange(change);
  return part === undefined ? whole : { ...whole, ...part };
}

/** What changed since a member signed, as one viewer is shown it, and how much that is in all. */
export type Voided = { readonly voidedBy: ChangeView[] | null; readonly voidedCount: number | null };
const NOT_VOID: Voided = { voidedBy: null, voidedCount: null };

/**
 * For each member of a filing, what changed since it signed; null unless its signature is void, empty where what it signed was not
 * kept. Whoever has to sign again, `ownId`, is shown all of it.
 */
export function voidedIn(filing: Filing, texts: Texts, ownId: string | null): (member: FilingMember) => Voided {
  const common = new Map<string, Change[]>();
  const commonChanges = (hash: string, text: string): Change[] => {
    const found = common.get(hash) ?? changesInCommon(text, filing);
    common.set(hash, found);
    return found;
  };
  return (member) => {
    if (signatureState(member, filing) !== 'void') return NOT_VOID;
    const signed = signedBy(member);
    const [commonPart, ownPart] = signed === undefined ? [] : [texts.get(signed.common), texts.get(signed.own)];
    if (signed === undefined || commonPart === undefined || ownPart === undefined)
      return { voidedBy: [], voidedCount: 0 };
    const changes = [...commonChanges(signed.common, commonPart), ...changesInOwn(ownPart, filing, member.uscc)];
    const voidedBy = member.id === ownId ? changes.map(shownChange) : changes.slice(0, MOST).map(briefly);
    return { voidedBy, voidedCount: changes.length };
  };
}
