import { breakLines } from './line-breaks.ts';
import { HAIR, INK, MARGIN, MEASURE, SOFT, type Sheet, type Style } from './sheet.ts';
import type { Glyph } from './type-case.ts';

const TEXT: Style = { size: 10.5 };
const SMALL: Style = { size: 9, ink: SOFT };
/** The height of a line by the size of its type. */
const LEADING = 1.62;
/** A line that lacks more than this (in sizes) is not stretched to the margin. */
const MOST_STRETCH = 1.6;

type Flow = { readonly x?: number; readonly width?: number; readonly style?: Style; readonly indent?: number };
type Set = { readonly glyphs: Glyph[]; readonly indent: number; readonly spread: number };

/** The lines of a text with its own line ends, each with the space that brings it to the margin. */
function setLines(sheet: Sheet, text: string, { width = MEASURE, style = TEXT, indent = 0 }: Flow): Set[] {
  const measure = (width / style.size) * 1000;
  return text.split('\n').flatMap((paragraph) => {
    const first = indent * 1000;
    const lines = breakLines(sheet.glyphs(paragraph, style), measure, first);
    return lines.map((glyphs, at) => {
      const lead = at === 0 ? first : 0;
      const lacks = measure - lead - glyphs.reduce((sum, each) => sum + each.width, 0);
      const isLast = at === lines.length - 1;
      const spread = isLast || lacks > MOST_STRETCH * 1000 || glyphs.length < 2 ? 0 : lacks / (glyphs.length - 1);
      return { glyphs, indent: (lead * style.size) / 1000, spread: (spread * style.size) / 1000 };
    });
  });
}

const lineHeight = ({ size }: Style): number => size * LEADING;
/** From the top of a line down to where its characters stand. */
const foot = ({ size }: Style): number => size * (LEADING / 2 + 0.38);

function print(sheet: Sheet, lines: readonly Set[], x: number, top: number, style: Style): void {
  lines.forEach(({ glyphs, indent, spread }, at) => {
    if (glyphs.length === 0) return;
    sheet.line(glyphs, x + indent, top - at * lineHeight(style) - foot(style), style, spread);
  });
}

/** Running text; long ones go on over the page. */
export function paragraph(sheet: Sheet, text: string, flow: Flow = {}): void {
  const { x = MARGIN.left, style = TEXT } = flow;
  for (const line of setLines(sheet, text, flow)) {
    sheet.room(lineHeight(style));
    print(sheet, [line], x, sheet.y, style);
    sheet.y -= lineHeight(style);
  }
}

export function space(sheet: Sheet, height: number): void {
  sheet.y -= height;
}

/** The title of a part; never alone at the foot of a page. */
export function heading(sheet: Sheet, text: string): void {
  const style: Style = { size: 13, weight: 'strong' };
  sheet.room(92);
  if (!sheet.isFresh) space(sheet, 20);
  sheet.text(text, MARGIN.left, sheet.y - 13, style);
  sheet.rule(sheet.y - 21, 0.9, INK);
  space(sheet, 31);
}

/** The name of something inside a part. */
export function subheading(sheet: Sheet, text: string, note = ''): void {
  const style: Style = { size: 10.5, weight: 'strong' };
  sheet.room(46);
  space(sheet, 4);
  paragraph(sheet, text, { style });
  if (note !== '') paragraph(sheet, note, { style: SMALL });
}

/** Names of facts on the left, the facts on the right, a hairline between. */
export function pairs(sheet: Sheet, rows: readonly (readonly [string, string])[], width = MEASURE): void {
  const nameWidth = 84;
  for (const [name, value] of rows) {
    const lines = setLines(sheet, value, { width: width - nameWidth });
    const height = lines.length * lineHeight(TEXT) + 7;
    sheet.room(height);
    sheet.text(name, MARGIN.left, sheet.y - 3.5 - foot(TEXT), { size: 9.5, ink: SOFT });
    print(sheet, lines, MARGIN.left + nameWidth, sheet.y - 3.5, TEXT);
    sheet.y -= height;
    sheet.rule(sheet.y, 0.5, HAIR, MARGIN.left, width);
  }
}

/** Columns by their share of the width; figures stand to the right. */
export type Column = { readonly title: string; readonly share: number; readonly figures?: boolean };

const CELL: Style = { size: 9.5 };
const HEAD: Style = { size: 9, ink: SOFT };
const GUTTER = 12;

function row(sheet: Sheet, columns: readonly Column[], cells: readonly string[], style: Style): void {
  const total = columns.reduce((sum, each) => sum + each.share, 0);
  const widths = columns.map(({ share }) => (share / total) * (MEASURE + GUTTER) - GUTTER);
  const set = cells.map((cell, at) => setLines(sheet, cell, { width: widths[at] ?? 0, style }));
  let x = MARGIN.left;
  set.forEach((lines, at) => {
    const width = widths[at] ?? 0;
    if (columns[at]?.figures === true) sheet.textTo(cells[at] ?? '', x + width, sheet.y - 4 - foot(style), style);
    else print(sheet, lines, x, sheet.y - 4, style);
    x += width + GUTTER;
  });
}

function rowHeight(sheet: Sheet, columns: readonly Column[], cells: readonly string[], style: Style): number {
  const total = columns.reduce((sum, each) => sum + each.share, 0);
  const tallest = cells.map((cell, at) => {
    const width = ((columns[at]?.share ?? 0) / total) * (MEASURE + GUTTER) - GUTTER;
    return setLines(sheet, cell, { width, style }).length;
  });
  return Math.max(...tallest) * lineHeight(style) + 8;
}

/** A table whose head is said again on each page. */
export function table(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  const titles = columns.map(({ title }) => title);
  const head = (): void => {
    row(sheet, columns, titles, HEAD);
    sheet.y -= rowHeight(sheet, columns, titles, HEAD);
    sheet.rule(sheet.y, 0.7, INK);
  };
  rows.forEach((cells, at) => {
    const height = rowHeight(sheet, columns, cells, CELL);
    const page = sheet.pages.length;
    sheet.room(at === 0 ? height + 26 : height);
    if (at === 0 || sheet.pages.length > page) head();
    row(sheet, columns, cells, CELL);
    sheet.y -= height;
    sheet.rule(sheet.y);
  });
}
