const PICTURES = ['image/jpeg', 'image/png', 'image/webp'];
/** Enough to read a page of small print that fills the picture. */
const LONGEST_SIDE = 2560;
const QUALITY = 0.8;
/** A screenshot of text is sharper as it is; a photo saved as PNG is not. */
const PNG_TO_JPEG_FROM = 3_000_000;

type Photo = { blob: Blob; name: string; type: string };

const isPicture = (type: string): boolean => PICTURES.includes(type);

/**
 * A photo as it is worth sending: upright, at most so many pixels, without what the camera wrote about place and device.
 * A picture that this browser cannot read goes as it is; the server has the last word.
 */
export async function shrunk({ blob: file, name: full, type }: Photo): Promise<Photo> {
  const asItIs = { blob: file, name: full, type };
  if (!isPicture(type)) return asItIs;
  const { default: Compressor } = await import('compressorjs');
  try {
    const blob = await new Promise<Blob>((resolve, reject) => {
      new Compressor(file, {
        quality: QUALITY,
        maxWidth: LONGEST_SIDE,
        maxHeight: LONGEST_SIDE,
        convertSize: PNG_TO_JPEG_FROM,
        // A smaller original would win and bring its place along.
        strict: false,
        success: resolve,
        error: reject,
      });
    });
    const name = blob.type === type ? full : full.replace(/\.[^.]*$/, '') + '.jpg';
    return { blob, name, type: blob.type };
  } catch {
    return asItIs;
  }
}
