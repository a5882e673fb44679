import {
  entriesOf,
  entryBox,
  footOf,
  leadBox,
  type BoxKind,
  type CompositionWords,
  type Drawing,
} from './composition-boxes.ts';
import type { CompositionNames } from './composition-names.ts';

const width = 358;
const half = 174;
const gap = 10;
const height = 52;
const trunkX = width / 2;

/** Two boxes to a line under their caption; a last single one takes the whole line. */
function group(
  drawing: Drawing,
  kind: BoxKind,
  names: string[],
  caption: string,
  captionY: number,
  words: CompositionWords,
): number {
  drawing.captions.push({ x: 0, y: captionY, text: caption });
  const entries = entriesOf(names, words);
  let y = captionY + 10;
  for (let i = 0; i < entries.length; i += 2) {
    const pair = entries.slice(i, i + 2);
    const boxWidth = pair.length === 2 ? half : width;
    pair.forEach((entry, side) =>
      drawing.boxes.push(entryBox(kind, { x: side * (half + gap), y, width: boxWidth, height }, entry)),
    );
    y += height + gap;
  }
  return y - gap;
}

function arrow(drawing: Drawing, from: number, to: number): void {
  drawing.lines.push(`M${trunkX} ${from}V${to - 6}`);
  drawing.tips.push(`M${trunkX - 4} ${to - 6}h8l-4 6z`);
}

/** From top to bottom, for a phone. */
export function drawTall(names: CompositionNames, words: CompositionWords): Drawing {
  const drawing: Drawing = { width, height: 0, boxes: [], captions: [], lines: [], tips: [] };
  let y = 0;
  if (names.upstream.length > 0) {
    y = group(drawing, 'member', names.upstream, words.sides.upstream(names.upstream.length), 14, words);
    arrow(drawing, y, y + 26);
    y += 26;
  }
  const lead = leadBox({ x: 0, y, width, height: 72 }, names.lead, words.leadAndLeads);
  drawing.boxes.push(lead);
  y = footOf(lead);
  if (names.midstream.length > 0) {
    const start = y + 42;
    drawing.lines.push(`M${trunkX} ${y}V${start}`);
    y = group(drawing, 'member', names.midstream, words.sides.midstream(names.midstream.length), start - 10, words);
  }
  if (names.downstream.length > 0) {
    arrow(drawing, y, y + 44);
    y = group(drawing, 'member', names.downstream, words.sides.downstream(names.downstream.length), y + 34, words);
  }
  if (names.academic.length > 0)
    y = group(drawing, 'academic', names.academic, words.sides.academic(names.academic.length), y + 32, words);
  if (names.other.length > 0)
    y = group(drawing, 'member', names.other, words.sides.other(names.other.length), y + 32, words);
  drawing.height = y + 2;
  return drawing;
}
