import type { ChangeView } from '@lianchuang/contract/signatures';
import {
  changesInCommon,
  changesInOwn,
  commonText,
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

const shortened = <V>(value: V): V | string =>
  typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;

/** A change as it is shown beside others: long texts shortened. */
const briefly = ({ pointer, before, after }: Change): ChangeView => ({
  pointer,
  before: shortened(before),
  after: shortened(after),
});

/** For each member of a filing, what changed since it signed; null unless its signature is void, empty where what it signed was not kept. */
export function voidedIn(filing: Filing, texts: Texts): (member: FilingMember) => ChangeView[] | null {
  const common = new Map<string, Change[]>();
  const commonChanges = (hash: string, text: string): Change[] => {
    const found = common.get(hash) ?? changesInCommon(text, filing);
    common.set(hash, found);
    return found;
  };
  return (member) => {
    if (signatureState(member, filing) !== 'void') return null;
    const signed = signedBy(member);
    const [commonPart, ownPart] = signed === undefined ? [] : [texts.get(signed.common), texts.get(signed.own)];
    if (signed === undefined || commonPart === undefined || ownPart === undefined) return [];
    const changes = [...commonChanges(signed.common, commonPart), ...changesInOwn(ownPart, filing, member.uscc)];
    return changes.slice(0, MOST).map(briefly);
  };
}
