import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import fontkit from '@cantoo/fontkit';
import type { FoundFiling } from '@lianchuang/db/filings/read';
import type { FilingMember, Receipt } from '@lianchuang/domain/filings';
import { ORGANIZATION_KIND_WORDS } from '@lianchuang/domain/organizations';
import { policyOf } from '@lianchuang/domain/policies';
import { pairs, paragraph, space } from '../../paper/blocks.ts';
import { qrCode } from '../../paper/qr-code.ts';
import { HAIR, INK, MARGIN, MEASURE, Sheet, SOFT, type Style } from '../../paper/sheet.ts';
import { TypeCase } from '../../paper/type-case.ts';
import { AGREEMENT, inGroups, instantWords, POSITION_WORDS } from '../../wording/agreement-words.ts';
import { SIGNATURE_PAGE } from '../../wording/signature-page-words.ts';

export type SignaturePageOf = {
  readonly found: Pick<FoundFiling, 'filing' | 'registrationNumber'>;
  /** Whose page; null for the lead’s. */
  readonly member: FilingMember | null;
  readonly receipt: Receipt | null;
  readonly hash: string;
  /** Where the code leads. */
  readonly address: string;
};

const SMALL: Style = { size: 9, ink: SOFT };
const HASH: Style = { size: 7.8, ink: SOFT };
const QR_SIDE = 116;
const RIGHT = MARGIN.left + MEASURE;
/** From the foot of the page up: the instructions, above them the place for signature and seal; long names push both down. */
const HOW_TOP = MARGIN.bottom + 82;
const SIGN_TOP = HOW_TOP + 172;
const SEAL = { width: 132, height: 108 };

const consortiumOf = ({ found }: SignaturePageOf): string => found.filing.content.consortiumName ?? AGREEMENT.unnamed;

const isLong = (of: SignaturePageOf): boolean => [...consortiumOf(of)].length > 40;

function head(sheet: Sheet, of: SignaturePageOf): void {
  const { filing } = of.found;
  const policy = policyOf(filing.policy);
  const top = sheet.y;
  const width = MEASURE - QR_SIDE - 24;
  qrCode(sheet, of.address, RIGHT - QR_SIDE, top, QR_SIDE);
  const { scan } = SIGNATURE_PAGE;
  const centre = RIGHT - QR_SIDE / 2;
  sheet.text(scan, centre - sheet.width(scan, SMALL) / 2, top - QR_SIDE - 14, SMALL);
  const name = consortiumOf(of);
  paragraph(sheet, SIGNATURE_PAGE.title, { style: { size: 22, weight: 'strong' }, width });
  space(sheet, 4);
  // A name may have a hundred characters, and the seal has to stand on this very page.
  paragraph(sheet, SIGNATURE_PAGE.of(`${name}${AGREEMENT.title}`), {
    style: { size: isLong(of) ? 9.5 : 13 },
    width,
  });
  space(sheet, 4);
  paragraph(sheet, AGREEMENT.reference(policy.title.zh, policy.version), { style: SMALL, width });
  sheet.y = Math.min(sheet.y, top - QR_SIDE - 20) - 6;
  sheet.rule(sheet.y, 1.2, INK);
  space(sheet, 4);
}

function placeOf({ member }: SignaturePageOf): string {
  const { places } = SIGNATURE_PAGE;
  if (member === null) return places.lead;
  return member.chainPosition === null
    ? places.member
    : `${places.member}（产业链${POSITION_WORDS[member.chainPosition]}）`;
}

function facts(sheet: Sheet, of: SignaturePageOf): void {
  const { filing, registrationNumber } = of.found;
  const words = SIGNATURE_PAGE.facts;
  const { name, uscc, kind } = of.member ?? filing.lead;
  pairs(sheet, [
    ...(registrationNumber === null ? [] : [[words.registration, registrationNumber] as const]),
    ...(of.receipt === null
      ? []
      : [[words.received, AGREEMENT.receipt(of.receipt.number, instantWords(of.receipt.at))] as const]),
    [words.organization, name],
    [words.code, uscc],
    [words.place, `${placeOf(of)}，${ORGANIZATION_KIND_WORDS[kind].zh}`],
    ...(of.member === null ? [] : [[words.lead, `${filing.lead.name}（${filing.lead.uscc}）`] as const]),
    [words.version, AGREEMENT.signature.place(filing.version)],
  ]);
}

/** Each hash in short, as people compare it, and in full. */
function hashes(sheet: Sheet, of: SignaturePageOf): void {
  const { common, own } = of.found.filing.partHashes;
  const words = SIGNATURE_PAGE.hashes;
  const ownHash = of.member === null ? undefined : own[of.member.uscc];
  const rows = [
    [words.common, common],
    ...(ownHash === undefined ? [] : [[words.own, ownHash] as const]),
    [words.page, of.hash],
  ] as const;
  for (const [title, hash] of rows) {
    const y = sheet.y - 15;
    sheet.text(title, MARGIN.left, y, { size: 9.5, ink: SOFT });
    sheet.text(inGroups(hash.slice(0, 8)), MARGIN.left + 84, y, { size: 10.5, weight: 'strong' });
    sheet.text(inGroups(hash), MARGIN.left + 148, y, HASH);
    sheet.y -= 23;
    sheet.rule(sheet.y);
  }
}

/** Lines to write on, and a frame that no seal fills. */
function signHere(sheet: Sheet, of: SignaturePageOf): void {
  const words = SIGNATURE_PAGE.fields;
  sheet.y = Math.min(SIGN_TOP, sheet.y - 8);
  const say = SIGNATURE_PAGE.statement[of.member === null ? 'lead' : 'member'];
  paragraph(sheet, say(consortiumOf(of)), { indent: 2, style: { size: isLong(of) ? 9.5 : 10.5 } });
  const top = sheet.y - 8;
  const { width, height } = SEAL;
  const left = RIGHT - width;
  const column = left - MARGIN.left - 28;
  for (const y of [top, top - height]) sheet.rule(y, 0.7, HAIR, left, width);
  for (const x of [left, RIGHT - 0.7]) sheet.box(x, top - height, 0.7, height, HAIR);
  sheet.text(words.seal, left + width / 2 - sheet.width(words.seal, SMALL) / 2, top - height + 10, SMALL);
  sheet.text(words.person, MARGIN.left, top - 12, SMALL);
  sheet.rule(top - 52, 0.7, INK, MARGIN.left, column);
  sheet.text(words.date, MARGIN.left, top - 72, SMALL);
  sheet.textTo(words.day, MARGIN.left + column, top - 98, { size: 10.5 });
  sheet.rule(top - height, 0.7, INK, MARGIN.left, column);
  sheet.y = top - height;
}

function instructions(sheet: Sheet): void {
  const { title, steps } = SIGNATURE_PAGE.how;
  sheet.y = Math.min(HOW_TOP, sheet.y - 8);
  sheet.rule(sheet.y, 0.9, INK);
  space(sheet, 6);
  paragraph(sheet, title, { style: { size: 9.5, weight: 'strong' } });
  steps.forEach((step, at) => paragraph(sheet, `${at + 1}. ${step}`, { style: { size: 8.5, ink: SOFT } }));
}

function foot(sheet: Sheet, of: SignaturePageOf): void {
  const y = MARGIN.bottom - 30;
  sheet.text(SIGNATURE_PAGE.foot(inGroups(of.hash.slice(0, 16))), MARGIN.left, y, { size: 8, ink: SOFT });
  const { name } = of.member ?? of.found.filing.lead;
  sheet.textTo(sheet.cut(name, { size: 8 }, MEASURE / 2), RIGHT, y, { size: 8, ink: SOFT });
}

/** The one page that a party signs and stamps by hand; equal content gives equal bytes. */
export async function signaturePagePdf(assets: Fetcher, of: SignaturePageOf): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  const { filing } = of.found;
  const type = await TypeCase.open(
    document,
    assets,
    JSON.stringify([filing.content.consortiumName, filing.lead, of.member]),
  );
  const sheet = new Sheet(document, type, null);
  head(sheet, of);
  facts(sheet, of);
  hashes(sheet, of);
  signHere(sheet, of);
  instructions(sheet);
  foot(sheet, of);
  document.setTitle(`${consortiumOf(of)}${AGREEMENT.title}${SIGNATURE_PAGE.title}`, { showInWindowTitleBar: true });
  document.setAuthor((of.member ?? filing.lead).name);
  document.catalog.set(PDFName.of('Lang'), PDFString.of('zh-CN'));
  return document.save();
}
