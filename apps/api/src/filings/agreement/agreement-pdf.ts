import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import fontkit from '@cantoo/fontkit';
import type { EventRecord } from '@lianchuang/db/events/read';
import type { FoundFiling } from '@lianchuang/db/filings/read';
import { ENDED, partySignatures, receiptOfText, type PartySignature, type Receipt } from '@lianchuang/domain/filings';
import { findJurisdiction } from '@lianchuang/domain/kernel';
import { policyOf } from '@lianchuang/domain/policies';
import { pairs, paragraph, space } from '../../paper/blocks.ts';
import { qrCode } from '../../paper/qr-code.ts';
import { A4, INK, MARGIN, MEASURE, Sheet, SOFT, STAMP } from '../../paper/sheet.ts';
import { TypeCase } from '../../paper/type-case.ts';
import { AGREEMENT, ENDED_WORDS, inGroups, instantWords } from '../../wording/agreement-words.ts';
import {
  attachmentsPart,
  consortiumPart,
  declarationsPart,
  dutiesPart,
  fieldOf,
  fundingPart,
  mechanismsPart,
  membersPart,
  milestonesPart,
  partNumbers,
  planPart,
  signedCount,
  topicsPart,
} from './agreement-parts.ts';
import { signaturesPart } from './agreement-signatures.ts';

export type AgreementOf = {
  readonly found: Pick<FoundFiling, 'filing' | 'registrationNumber'>;
  readonly events: readonly EventRecord[];
  readonly origin: string;
};

type Drawn = AgreementOf & { readonly receipt: Receipt | null; readonly signatures: readonly PartySignature[] };

const nameOf = ({ found }: AgreementOf): string => found.filing.content.consortiumName ?? AGREEMENT.unnamed;

/** Where the code on the first page leads: to the public page once there is a number, before that to the case. */
function addressOf({ found, origin }: AgreementOf): string {
  const { filing, registrationNumber } = found;
  return registrationNumber === null
    ? `${origin}/apply/filings/${filing.id}`
    : `${origin}/verify/${encodeURIComponent(registrationNumber)}`;
}

function firstPage(sheet: Sheet, of: Drawn): void {
  const { filing, registrationNumber } = of.found;
  const policy = policyOf(filing.policy);
  const words = AGREEMENT.facts;
  paragraph(sheet, nameOf(of), { style: { size: 20, weight: 'strong' } });
  paragraph(sheet, AGREEMENT.title, { style: { size: 14 } });
  space(sheet, 4);
  const reference = AGREEMENT.reference(policy.title.zh, policy.version);
  paragraph(sheet, reference, { style: { size: 9.5, ink: SOFT } });
  space(sheet, 10);
  sheet.rule(sheet.y, 1.2, INK);
  space(sheet, 6);
  const top = sheet.y;
  const side = 88;
  const right = MARGIN.left + MEASURE;
  qrCode(sheet, addressOf(of), right - side, top - 8, side);
  const scan = registrationNumber === null ? AGREEMENT.scan.open : AGREEMENT.scan.registered;
  const style = { size: 8.5, ink: SOFT };
  sheet.text(scan, right - side / 2 - sheet.width(scan, style) / 2, top - side - 22, style);
  const { lead, members, content } = filing;
  const ended = ENDED.includes(filing.status) ? ENDED_WORDS[filing.status] : undefined;
  pairs(
    sheet,
    [
      ...(registrationNumber === null ? [] : [[words.registration, registrationNumber] as const]),
      [words.lead, `${lead.name}\n${lead.uscc}`],
      [words.field, fieldOf(filing)],
      [words.validity, content.validityMonths === null ? AGREEMENT.none : AGREEMENT.months(content.validityMonths)],
      [words.members, AGREEMENT.signedOf(signedCount(filing), members.length)],
      [words.office, findJurisdiction(filing.jurisdiction)?.office.zh ?? filing.jurisdiction],
      ...(of.receipt === null
        ? []
        : [[words.received, AGREEMENT.receipt(of.receipt.number, instantWords(of.receipt.at))] as const]),
      ...(ended === undefined ? [] : [[words.ended, ended] as const]),
      [words.hash, inGroups(filing.contentHash)],
    ],
    MEASURE - side - 22,
  );
}

/** What stands at the edge of every page: which text it is, which page of how many, and that a draft is one. */
function edges(sheet: Sheet, of: Drawn): void {
  const { contentHash } = of.found.filing;
  const style = { size: 8, ink: SOFT };
  const right = MARGIN.left + MEASURE;
  sheet.pages.forEach((page, at) => {
    const y = MARGIN.bottom - 30;
    sheet.box(MARGIN.left, y + 14, MEASURE, 0.5, SOFT, page);
    sheet.text(
      AGREEMENT.foot.hash(`${contentHash.slice(0, 8)} ${contentHash.slice(8, 16)}`),
      MARGIN.left,
      y,
      style,
      page,
    );
    sheet.textTo(AGREEMENT.foot.page(at + 1, sheet.pages.length), right, y, style, page);
    const head = A4.height - 44;
    if (of.receipt === null) sheet.text(AGREEMENT.draftNote, MARGIN.left, head, { size: 8.5, ink: STAMP }, page);
    if (at > 0) sheet.textTo(sheet.cut(nameOf(of), style, MEASURE / 2), right, head, style, page);
  });
}

/** The formation agreement as it stands, on A4; equal content gives equal bytes, whoever asks and whenever. */
export async function agreementPdf(assets: Fetcher, of: AgreementOf): Promise<Uint8Array> {
  const { filing } = of.found;
  const signatures = partySignatures(filing, of.events);
  const drawn: Drawn = { ...of, signatures, receipt: receiptOfText(filing, of.events) };
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  const type = await TypeCase.open(document, assets, JSON.stringify([filing, signatures]));
  const sheet = new Sheet(document, type, drawn.receipt === null ? AGREEMENT.draft : null);
  firstPage(sheet, drawn);
  const part = partNumbers(sheet);
  const { parts } = AGREEMENT;
  const drawing = [
    [parts.consortium, consortiumPart],
    [parts.members, membersPart],
    [parts.topics, topicsPart],
    [parts.mechanisms, mechanismsPart],
    [parts.plan, planPart],
    [parts.milestones, milestonesPart],
    [parts.funding, fundingPart],
    [parts.duties, dutiesPart],
    ...(Object.keys(filing.content.declarations).length === 0 ? [] : [[parts.declarations, declarationsPart] as const]),
    ...(filing.attachments.length === 0 ? [] : [[parts.attachments, attachmentsPart] as const]),
  ] as const;
  for (const [title, draw] of drawing) {
    part(title);
    draw(sheet, filing);
  }
  part(parts.signatures);
  signaturesPart(sheet, signatures);
  edges(sheet, drawn);
  document.setTitle(`${nameOf(of)}${AGREEMENT.title}`, { showInWindowTitleBar: true });
  document.setAuthor(filing.lead.name);
  document.catalog.set(PDFName.of('Lang'), PDFString.of('zh-CN'));
  return document.save();
}
