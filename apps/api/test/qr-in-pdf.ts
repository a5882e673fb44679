import jsQR from 'jsqr';
import { PDFDocument, PDFArray, PDFName, PDFRawStream, decodePDFRawStream, type PDFObject } from '@cantoo/pdf-lib';

/** Pixels per point: a small printer's 216 dots per inch. */
const SCALE = 3;

const textOf = (of: PDFObject | undefined): string =>
  of instanceof PDFRawStream ? new TextDecoder('latin1').decode(decodePDFRawStream(of).decode()) : '';

/** What a phone reads off a page: its filled rectangles drawn as dots, and the code among them decoded. */
export async function qrInPdf(bytes: Uint8Array, at = 0): Promise<string | undefined> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const page = document.getPages()[at];
  if (page === undefined) return undefined;
  const { width, height } = { width: Math.ceil(page.getWidth() * SCALE), height: Math.ceil(page.getHeight() * SCALE) };
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  const contents = document.context.lookup(page.node.get(PDFName.of('Contents')));
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((each) => document.context.lookup(each)) : [contents];
  const drawn = streams
    .map(textOf)
    .join('\n')
    .matchAll(/(\S+) (\S+) (\S+) rg\s+(\S+) (\S+) (\S+) (\S+) re\s+f/g);
  for (const [, ...numbers] of drawn) {
    const [red = 0, green = 0, blue = 0, x = 0, y = 0, w = 0, h = 0] = numbers.map(Number);
    const [left, right] = [Math.round(x * SCALE), Math.round((x + w) * SCALE)];
    const [top, foot] = [height - Math.round((y + h) * SCALE), height - Math.round(y * SCALE)];
    for (let down = top; down < foot; down += 1)
      for (let across = left; across < right; across += 1)
        pixels.set([red * 255, green * 255, blue * 255], (down * width + across) * 4);
  }
  return jsQR(pixels, width, height)?.data;
}
