import type { PartySignature } from '@lianchuang/domain/filings';
import { paragraph, space } from '../../paper/blocks.ts';
import { HAIR, MARGIN, MEASURE, SOFT, STAMP, type Sheet, type Style } from '../../paper/sheet.ts';
import { AGREEMENT, inGroups, instantWords, SIGNATURE_WORDS } from '../../wording/agreement-words.ts';

const words = AGREEMENT.signature;
const NAME: Style = { size: 11, weight: 'strong' };
const SMALL: Style = { size: 9, ink: SOFT };
const FACT: Style = { size: 10 };
const HASH: Style = { size: 8.5 };
/** The height of a frame without its hashes. */
const HEAD = 64;
const LINE = 14;
const INSET = 12;

function stateOf({ party, state }: PartySignature): string {
  if (party === 'member') return SIGNATURE_WORDS[state];
  return state === 'current' ? words.submitted : words.notSubmitted;
}

const personOf = ({ by }: PartySignature): string => (by === null ? '' : by === '' ? words.erased : by);

/** The hashes that somebody put a name to, each with what it is of. */
const hashesOf = (given: PartySignature) =>
  (['contentHash', 'commonHash', 'ownHash'] as const).flatMap((of) => {
    const hash = given[of];
    return hash === null ? [] : [{ title: words.hashes[of], hash }];
  });

function person(sheet: Sheet, given: PartySignature, left: number, right: number, y: number): void {
  const { at, version } = given;
  const column = left + 150;
  sheet.text(words.person, left, y, SMALL);
  const by = personOf(given);
  sheet.text(by, left + 40, y, sheet.fitting(by, FACT, column - left - 48));
  sheet.text(words.at, column, y, SMALL);
  if (at !== null) sheet.text(instantWords(at) + words.clock, column + 48, y, FACT);
  if (version !== null) sheet.textTo(words.place(version), right, y, SMALL);
}

/** One party's word in a frame: who, when, on which text. */
function signature(sheet: Sheet, given: PartySignature): void {
  const { party, name, uscc, reason, state } = given;
  const hashes = hashesOf(given);
  const height = HEAD + hashes.length * LINE;
  sheet.room(height + 10);
  const [left, right] = [MARGIN.left + INSET, MARGIN.left + MEASURE - INSET];
  const top = sheet.y;
  const isGood = state === 'current';
  sheet.rule(top, 0.7, HAIR);
  sheet.box(MARGIN.left, top - height, 2.5, height, isGood ? SOFT : STAMP);
  sheet.text(words[party], left, top - 18, SMALL);
  sheet.textTo(stateOf(given), right, top - 18, { size: 10, weight: 'strong', ...(isGood ? {} : { ink: STAMP }) });
  sheet.text(name, left, top - 34, sheet.fitting(name, NAME, right - left - 130));
  sheet.textTo(uscc, right, top - 34, SMALL);
  person(sheet, given, left, right, top - 52);
  hashes.forEach(({ title, hash }, at) => {
    const y = top - HEAD + 9 - (at + 1) * LINE;
    sheet.text(title, left, y, SMALL);
    sheet.text(inGroups(hash), left + 76, y, HASH);
  });
  sheet.rule(top - height, 0.7, HAIR);
  sheet.y = top - height - 10;
  if (reason !== null) paragraph(sheet, words.reason + reason, { x: left, width: MEASURE - 2 * INSET, style: FACT });
}

export function signaturesPart(sheet: Sheet, signatures: readonly PartySignature[]): void {
  for (const each of signatures) signature(sheet, each);
  space(sheet, 6);
  paragraph(sheet, AGREEMENT.closing, { style: SMALL });
}
