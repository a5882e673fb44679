import { wrapName } from './composition-names.ts';

type Side = 'upstream' | 'midstream' | 'downstream' | 'academic' | 'other';
export type CompositionWords = {
  lead: string;
  /** What the lead does, inside its box. */
  leads: string;
  /** Both in one line, for the tall drawing. */
  leadAndLeads: string;
  sides: Record<Side, (count: number) => string>;
  /** Two lines instead of names when there are too many on one side. */
  many: (count: number) => [string, string];
};
export type BoxKind = 'lead' | 'member' | 'academic';
export type Frame = { x: number; y: number; width: number; height: number };
export type Box = Frame & { kind: BoxKind; lines: { text: string; y: number; small: boolean }[] };
export type Drawing = {
  width: number;
  height: number;
  boxes: Box[];
  captions: { x: number; y: number; text: string }[];
  lines: string[];
  tips: string[];
};
/** A name, or how many there are. */
export type Entry = { name: string } | { count: [string, string] };

const mostNames = 6;
const em = 15;
const leading = 20;
const inset = 12;

export function entriesOf(names: string[], words: CompositionWords): Entry[] {
  return names.length > mostNames ? [{ count: words.many(names.length) }] : names.map((name) => ({ name }));
}

function box(kind: BoxKind, frame: Frame, texts: { text: string; small: boolean }[]): Box {
  const top = frame.y + frame.height / 2 - ((texts.length - 1) * leading) / 2 + em / 3;
  return { ...frame, kind, lines: texts.map((line, i) => ({ ...line, y: Math.round(top + i * leading) })) };
}

export function entryBox(kind: BoxKind, frame: Frame, entry: Entry): Box {
  if ('count' in entry)
    return box(kind, frame, [
      { text: entry.count[0], small: false },
      { text: entry.count[1], small: true },
    ]);
  return box(
    kind,
    frame,
    wrapName(entry.name, (frame.width - 2 * inset) / em).map((text) => ({ text, small: false })),
  );
}

export function leadBox(frame: Frame, name: string, role: string): Box {
  const lines = wrapName(name, (frame.width - 2 * inset) / em).map((text) => ({ text, small: false }));
  return box('lead', frame, [...lines, { text: role, small: true }]);
}

export const centreOf = (frame: Frame) => frame.y + frame.height / 2;
export const footOf = (frame: Frame) => frame.y + frame.height;
