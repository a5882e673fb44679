import { PDFName, type PDFDocument, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import { fontFile, type FontFile, type FontName } from './fonts.ts';
import type { Piece } from './line-breaks.ts';

export type Weight = 'regular' | 'strong';
/** A character ready to print: in which font, under which code. */
export type Glyph = Piece & { readonly font: FontName; readonly code: string };

type Face = FontFile & { readonly font: PDFFont };

const holds = ({ measures }: FontFile, character: string): boolean =>
  measures.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);

/** What is printed where no font has the character: its number, which can be looked up. */
const markFor = (character: string): string =>
  `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`;

/** The characters of one document: each is looked up once, and only what is used goes into the file. */
export class TypeCase {
  readonly #faces: Partial<Record<FontName, Face>>;
  readonly #glyphs = new Map<string, readonly Glyph[]>();

  private constructor(faces: Partial<Record<FontName, Face>>) {
    this.#faces = faces;
  }

  /** The fonts that `text` needs, embedded in `document`. */
  static async open(document: PDFDocument, assets: Fetcher, text: string): Promise<TypeCase> {
    const regular = await fontFile(assets, 'regular');
    const isRare = [...new Set(text)].some((each) => each >= ' ' && !holds(regular, each));
    const names: FontName[] = ['regular', 'strong', ...(isRare ? (['rare'] as const) : [])];
    const faces: Partial<Record<FontName, Face>> = {};
    for (const name of names) {
      const file = await fontFile(assets, name);
      // A name of our own: the library's would be drawn by lot, and equal content has to give equal bytes.
      const customName = `Lianchuang-NotoSansSC-${name}`;
      faces[name] = { ...file, font: await document.embedFont(file.bytes, { subset: true, customName }) };
    }
    return new TypeCase(faces);
  }

  /** Makes the fonts known to a page. */
  on(page: PDFPage): void {
    for (const [name, face] of Object.entries(this.#faces))
      page.node.setFontDictionary(PDFName.of(name), face.font.ref);
  }

  /** A run of text as glyphs. */
  set(text: string, weight: Weight): Glyph[] {
    return [...text.replaceAll('\t', ' ')].flatMap((each) => this.#glyph(each, weight));
  }

  #glyph(character: string, weight: Weight): readonly Glyph[] {
    const key = weight + character;
    const known = this.#glyphs.get(key);
    if (known !== undefined) return known;
    const font = ([weight, 'rare'] as const).find((name) => {
      const face = this.#faces[name];
      return face !== undefined && holds(face, character);
    });
    const made =
      font === undefined
        ? [...markFor(character)].map((each) => this.#of('regular', each))
        : [this.#of(font, character)];
    this.#glyphs.set(key, made);
    return made;
  }

  #of(name: FontName, character: string): Glyph {
    const { font, measures } = this.#faces[name] as Face;
    const width = measures.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth;
    return { character, width, font: name, code: font.encodeText(character).asString() };
  }
}
