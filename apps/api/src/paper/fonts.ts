import fontkit from '@cantoo/fontkit';

/** Everyday characters in two weights, and one file with all others that the font knows. */
export type FontName = 'regular' | 'strong' | 'rare';
/** A font file with the measures of its characters. */
export type FontFile = { readonly bytes: Uint8Array; readonly measures: Measures };
type Measures = {
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { readonly advanceWidth: number };
};

const kept = new Map<FontName, FontFile>();

/** A font from the Worker's own files. The everyday ones stay for the next document; the large one goes. */
export async function fontFile(assets: Fetcher, name: FontName): Promise<FontFile> {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const answer = await assets.fetch(`http://assets/fonts/${name}.ttf`);
  if (!answer.ok) throw new Error(`font ${name}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const file = { bytes, measures: fontkit.create(bytes) as unknown as Measures };
  if (name !== 'rare') kept.set(name, file);
  return file;
}
