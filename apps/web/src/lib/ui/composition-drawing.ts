import {
  centreOf,
  entriesOf,
  entryBox,
  footOf,
  leadBox,
  type Box,
  type BoxKind,
  type CompositionWords,
  type Drawing,
  type Entry,
} from './composition-boxes.ts';
import type { CompositionNames } from './composition-names.ts';

const width = 760;
const column = 204;
const boxHeight = 56;
const leadHeight = 80;
const rowHeight = 48;
const gap = 16;
const top = 28;
const middleX = 278;
const rightX = 556;
const trunkX = 380;

const stackHeight = (count: number) => (count === 0 ? 0 : count * (boxHeight + gap) - gap);

function stackBoxes(drawing: Drawing, entries: Entry[], x: number, start: number): Box[] {
  const placed = entries.map((entry, i) =>
    entryBox('member', { x, y: start + i * (boxHeight + gap), width: column, height: boxHeight }, entry),
  );
  drawing.boxes.push(...placed);
  return placed;
}

function joinSides(drawing: Drawing, lead: Box, upstream: Box[], downstream: Box[]): void {
  for (const from of upstream) drawing.lines.push(`M${column} ${centreOf(from)}H241V${centreOf(lead)}H${middleX - 6}`);
  if (upstream.length > 0) drawing.tips.push(`M${middleX - 6} ${centreOf(lead) - 4}l6 4-6 4z`);
  for (const to of downstream) {
    drawing.lines.push(`M${middleX + column} ${centreOf(lead)}H519V${centreOf(to)}H${rightX - 6}`);
    drawing.tips.push(`M${rightX - 6} ${centreOf(to) - 4}l6 4-6 4z`);
  }
}

/** Boxes side by side, three to a line, each hanging from a fork of the trunk; answers where the last fork and the row end. */
function row(
  drawing: Drawing,
  kind: BoxKind,
  entries: Entry[],
  caption: string,
  from: number,
): { fork: number; foot: number } {
  let fork = from + 28;
  let foot = from;
  for (let start = 0; start < entries.length; start += 3) {
    const line = entries.slice(start, start + 3);
    const boxWidth = line.length === 3 ? 236 : column;
    const left = (width - line.length * boxWidth - (line.length - 1) * gap) / 2;
    if (start === 0) drawing.captions.push({ x: Math.min(left, trunkX - 120), y: fork - 8, text: caption });
    else fork = foot + 12;
    const y = start === 0 ? fork + 24 : fork + 12;
    line.forEach((entry, i) => {
      const x = left + i * (boxWidth + gap);
      drawing.boxes.push(entryBox(kind, { x, y, width: boxWidth, height: rowHeight }, entry));
      drawing.lines.push(`M${trunkX} ${fork}H${x + boxWidth / 2}V${y}`);
    });
    foot = y + rowHeight;
  }
  return { fork, foot };
}

/** Upstream, lead, downstream from left to right; the lead's own column holds midstream; institutes and others hang below. */
export function drawWide(names: CompositionNames, words: CompositionWords): Drawing {
  const drawing: Drawing = { width, height: 0, boxes: [], captions: [], lines: [], tips: [] };
  const up = entriesOf(names.upstream, words);
  const mid = entriesOf(names.midstream, words);
  const down = entriesOf(names.downstream, words);
  const leadColumn = leadHeight + (mid.length > 0 ? 36 + stackHeight(mid.length) : 0);
  const height = Math.max(stackHeight(up.length), stackHeight(down.length), leadColumn);
  const start = (block: number) => top + (height - block) / 2;

  const lead = leadBox(
    { x: middleX, y: start(leadColumn), width: column, height: leadHeight },
    names.lead,
    words.leads,
  );
  drawing.boxes.push(lead);
  const left = stackBoxes(drawing, up, 0, start(stackHeight(up.length)));
  const right = stackBoxes(drawing, down, rightX, start(stackHeight(down.length)));
  const under = stackBoxes(drawing, mid, middleX, footOf(lead) + 36);
  joinSides(drawing, lead, left, right);

  // Captions of one height when the columns begin within a line of each other.
  const over = (first: Box) => (first.y - top <= 24 ? 14 : first.y - 14);
  drawing.captions.push({ x: middleX, y: over(lead), text: words.lead });
  if (left[0]) drawing.captions.push({ x: 0, y: over(left[0]), text: words.sides.upstream(names.upstream.length) });
  if (right[0])
    drawing.captions.push({ x: rightX, y: over(right[0]), text: words.sides.downstream(names.downstream.length) });
  if (under[0])
    drawing.captions.push({ x: middleX, y: under[0].y - 12, text: words.sides.midstream(names.midstream.length) });

  let foot = top + height;
  let trunk = under.length > 0 ? footOf(under.at(-1) ?? lead) : footOf(lead);
  const hung: [BoxKind, string[], string][] = [
    ['academic', names.academic, words.sides.academic(names.academic.length)],
    ['member', names.other, words.sides.other(names.other.length)],
  ];
  for (const [kind, list, caption] of hung) {
    if (list.length === 0) continue;
    const end = row(drawing, kind, entriesOf(list, words), caption, foot + 24);
    trunk = end.fork;
    foot = end.foot;
  }
  if (trunk > footOf(lead)) drawing.lines.push(`M${trunkX} ${footOf(lead)}V${trunk}`);
  drawing.height = foot + 8;
  return drawing;
}
