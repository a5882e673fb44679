import { encode } from 'uqr';
import { INK, type Sheet } from './sheet.ts';

/** A QR code as filled rectangles, one for each run of dark modules: it prints sharp at any size. */
export function qrCode(sheet: Sheet, text: string, x: number, top: number, side: number): void {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const module = side / size;
  data.forEach((line, down) => {
    for (let at = 0; at < size; at += 1) {
      if (line[at] !== true) continue;
      let run = 1;
      while (line[at + run] === true) run += 1;
      sheet.box(x + at * module, top - (down + 1) * module, run * module, module, INK);
      at += run;
    }
  });
}
