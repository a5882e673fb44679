import {
  beginText,
  endText,
  fill,
  moveText,
  PDFHexString,
  rectangle,
  type PDFOperator,
  setCharacterSpacing,
  setFillingRgbColor,
  setFontAndSize,
  setTextMatrix,
  showText,
  type PDFDocument,
  type PDFPage,
} from '@cantoo/pdf-lib';
import type { Glyph, TypeCase, Weight } from './type-case.ts';

/** A4 in points, with margins that leave room for a binding. */
export const A4 = { width: 595.28, height: 841.89 };
export const MARGIN = { left: 68, right: 60, top: 74, bottom: 70 };
const TOP = A4.height - MARGIN.top;
export const MEASURE = A4.width - MARGIN.left - MARGIN.right;

export type Ink = readonly [red: number, green: number, blue: number];
/** The inks of the screens: text, what stands back, hairlines, and vermilion for what is official or not yet valid. */
export const INK: Ink = [0.086, 0.098, 0.11];
export const SOFT: Ink = [0.267, 0.282, 0.302];
export const HAIR: Ink = [0.78, 0.77, 0.75];
export const STAMP: Ink = [0.784, 0.192, 0.133];
const GHOST: Ink = [0.955, 0.945, 0.94];

export type Style = { readonly size: number; readonly weight?: Weight; readonly ink?: Ink };

/** Pages that fill from the top; `mark` stands large behind the text of each. */
export class Sheet {
  readonly pages: PDFPage[] = [];
  y = 0;
  readonly #document: PDFDocument;
  readonly #type: TypeCase;
  readonly #mark: string | null;

  constructor(document: PDFDocument, type: TypeCase, mark: string | null) {
    this.#document = document;
    this.#type = type;
    this.#mark = mark;
    this.turn();
  }

  get page(): PDFPage {
    return this.pages.at(-1) as PDFPage;
  }

  /** Whether nothing stands on the page yet. */
  get isFresh(): boolean {
    return this.y === TOP;
  }

  /** Goes on at the top of a fresh page. */
  turn(): void {
    const page = this.#document.addPage([A4.width, A4.height]);
    this.#type.on(page);
    this.pages.push(page);
    this.y = TOP;
    if (this.#mark !== null) this.#ghost(this.#mark);
  }

  /** Turns the page unless so much room is left. */
  room(height: number): void {
    if (this.y - height < MARGIN.bottom) this.turn();
  }

  glyphs(text: string, { weight = 'regular' }: Pick<Style, 'weight'> = {}): Glyph[] {
    return this.#type.set(text, weight);
  }

  /** How wide text comes out, in points. */
  width(text: string, style: Style): number {
    return (this.glyphs(text, style).reduce((sum, each) => sum + each.width, 0) * style.size) / 1000;
  }

  /** Prints a line whose foot stands at `y`; `spread` is what each character is moved apart. */
  line(glyphs: readonly Glyph[], x: number, y: number, style: Style, spread = 0, page = this.page): void {
    const { size, ink = INK } = style;
    const operators: PDFOperator[] = [
      beginText(),
      setFillingRgbColor(...ink),
      setCharacterSpacing(spread),
      moveText(x, y),
    ];
    let at = 0;
    while (at < glyphs.length) {
      const { font } = glyphs[at] as Glyph;
      const next = glyphs.findIndex((each, place) => place > at && each.font !== font);
      const end = next < 0 ? glyphs.length : next;
      const codes = glyphs.slice(at, end).map(({ code }) => code);
      operators.push(setFontAndSize(font, size), showText(PDFHexString.of(codes.join(''))));
      at = end;
    }
    page.pushOperators(...operators, endText());
  }

  /** A line of text at a place, in one go. */
  text(text: string, x: number, y: number, style: Style, page = this.page): void {
    this.line(this.glyphs(text, style), x, y, style, 0, page);
  }

  /** A line of text that ends at `right`. */
  textTo(text: string, right: number, y: number, style: Style, page = this.page): void {
    this.text(text, right - this.width(text, style), y, style, page);
  }

  /** As much of a text as fits, with an ellipsis where something is missing. */
  cut(text: string, style: Style, width: number): string {
    if (this.width(text, style) <= width) return text;
    const characters = [...text];
    while (characters.length > 0 && this.width(`${characters.join('')}…`, style) > width) characters.pop();
    return `${characters.join('')}…`;
  }

  /** The style in a size at which the whole text fits. */
  fitting(text: string, style: Style, width: number): Style {
    return { ...style, size: Math.min(style.size, (style.size * width) / Math.max(this.width(text, style), 1)) };
  }

  /** A horizontal rule. */
  rule(y: number, thickness = 0.5, ink: Ink = HAIR, x = MARGIN.left, width = MEASURE): void {
    this.box(x, y, width, thickness, ink);
  }

  /** A filled rectangle. */
  box(x: number, y: number, width: number, height: number, ink: Ink, page = this.page): void {
    page.pushOperators(setFillingRgbColor(...ink), rectangle(x, y, width, height), fill());
  }

  #ghost(text: string): void {
    const size = 150;
    const { page } = this;
    const codes = this.glyphs(text, { weight: 'strong' }).map(({ code }) => code);
    // Halfway up the page from the lower left: cosine and sine of 45 degrees.
    const slope = Math.SQRT1_2;
    const reach = size * codes.length * slope;
    const [x, y] = [(A4.width - reach) / 2 + size / 4, (A4.height - reach) / 2];
    page.pushOperators(
      beginText(),
      setFillingRgbColor(...GHOST),
      setFontAndSize('strong', size),
      setTextMatrix(slope, slope, -slope, slope, x, y),
      showText(PDFHexString.of(codes.join(''))),
      endText(),
    );
  }
}
