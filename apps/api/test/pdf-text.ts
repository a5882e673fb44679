import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  type PDFObject,
} from '@cantoo/pdf-lib';

const latin = new TextDecoder('latin1');

function streamText(of: PDFObject | undefined): string {
  if (!(of instanceof PDFRawStream)) throw new Error(`no stream: ${String(of)}`);
  return latin.decode(decodePDFRawStream(of).decode());
}

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));

/** What a reader takes for the characters of a font: its own table from codes to Unicode. */
function charactersOf(cmap: string): Map<string, string> {
  const blocks = [...cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)].map(([, block]) => block ?? '');
  const rows = blocks.flatMap((block) => [...block.matchAll(/<([0-9a-f]{4})>\s*<([0-9a-f]+)>/gi)]);
  return new Map(rows.map(([, code = '', text = '']) => [code.toLowerCase(), utf16(text)]));
}

/** The text of each page as somebody would copy it out of the file, without the ends of lines. */
export async function pdfText(bytes: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context } = document;
  return document.getPages().map((page) => {
    const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict);
    const tables = new Map(
      fonts?.keys().map((key) => {
        const font = fonts.lookup(key, PDFDict);
        return [key.asString().slice(1), charactersOf(streamText(font.lookup(PDFName.of('ToUnicode'))))];
      }),
    );
    const contents = context.lookup(page.node.get(PDFName.of('Contents')));
    const streams = contents instanceof PDFArray ? contents.asArray().map((each) => context.lookup(each)) : [contents];
    const operators = streams.map(streamText).join('\n');
    let table: Map<string, string> | undefined;
    let text = '';
    for (const [, font, codes] of operators.matchAll(/\/(\w+) [\d.]+ Tf|<([0-9a-fA-F]+)> Tj/g)) {
      if (font !== undefined) table = tables.get(font);
      for (const code of codes?.match(/.{4}/g) ?? []) text += table?.get(code.toLowerCase()) ?? '�';
    }
    return text;
  });
}
