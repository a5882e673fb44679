import { asText, type FileType } from './formats.ts';

export type Picture = { readonly width: number; readonly height: number; readonly hasLocation: boolean };

/** More pixels than any camera of a phone: whoever decodes more runs out of memory. */
const MOST_PIXELS = 220_000_000;
const MOST_SIDE = 40_000;

/** True for a picture that nobody should have to decode. */
export function isTooManyPixels({ width, height }: Picture): boolean {
  return width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Whether the TIFF structure that begins at `start` has a directory of GPS. */
function tiffHasLocation(bytes: Uint8Array, start: number): boolean {
  const view = viewOf(bytes);
  if (start + 8 > bytes.length) return false;
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  if (directory + 2 > bytes.length) return false;
  const entries = view.getUint16(directory, little);
  for (let at = directory + 2; at < directory + 2 + entries * 12 && at + 12 <= bytes.length; at += 12)
    if (view.getUint16(at, little) === 0x8825) return true;
  return false;
}

const EXIF = 'Exif\0\0';
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpeg(bytes: Uint8Array): Picture | null {
  const view = viewOf(bytes);
  let hasLocation = false;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes, and markers without a length.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), hasLocation };
    else {
      if (marker === 0xe1 && asText(bytes, at + 4, at + 10) === EXIF) hasLocation ||= tiffHasLocation(bytes, at + 10);
      at += 2 + view.getUint16(at + 2);
    }
  }
  return null;
}

function png(bytes: Uint8Array): Picture | null {
  if (bytes.length < 33 || asText(bytes, 12, 16) !== 'IHDR') return null;
  const view = viewOf(bytes);
  let hasLocation = false;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at))
    if (asText(bytes, at + 4, at + 8) === 'eXIf') hasLocation ||= tiffHasLocation(bytes, at + 8);
  return { width: view.getUint32(16), height: view.getUint32(20), hasLocation };
}

function webp(bytes: Uint8Array): Picture | null {
  if (bytes.length < 30) return null;
  const view = viewOf(bytes);
  const kind = asText(bytes, 12, 16);
  const three = (at: number) => 1 + view.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16);
  if (kind === 'VP8X') {
    let hasLocation = false;
    for (
      let at = 12;
      at + 8 <= bytes.length;
      at += 8 + view.getUint32(at + 4, true) + (view.getUint32(at + 4, true) % 2)
    ) {
      if (asText(bytes, at, at + 4) !== 'EXIF') continue;
      hasLocation ||= tiffHasLocation(bytes, asText(bytes, at + 8, at + 14) === EXIF ? at + 14 : at + 8);
    }
    return { width: three(24), height: three(27), hasLocation };
  }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), hasLocation: false };
  }
  return kind === 'VP8 '
    ? { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, hasLocation: false }
    : null;
}

/** A photo of an iPhone is a box of boxes: its size stands in `ispe`, and GPS, if any, in a TIFF structure of its metadata. */
function heic(bytes: Uint8Array): Picture | null {
  const view = viewOf(bytes);
  const text = asText(bytes);
  let [width, height] = [0, 0];
  for (let at = text.indexOf('ispe'); at >= 0 && at + 16 <= bytes.length; at = text.indexOf('ispe', at + 4)) {
    width = Math.max(width, view.getUint32(at + 8));
    height = Math.max(height, view.getUint32(at + 12));
  }
  let hasLocation = false;
  for (let at = text.indexOf(EXIF); at >= 0; at = text.indexOf(EXIF, at + 6))
    hasLocation ||= tiffHasLocation(bytes, at + 6);
  return width === 0 ? null : { width, height, hasLocation };
}

const READERS: Partial<Record<FileType, (bytes: Uint8Array) => Picture | null>> = {
  'image/jpeg': jpeg,
  'image/png': png,
  'image/webp': webp,
  'image/heic': heic,
};

/** Size and place of a picture as its first megabyte says, decoded by nobody; null for what is no whole picture of its type. */
export function readPicture(head: Uint8Array, type: FileType): Picture | null {
  return READERS[type]?.(head) ?? null;
}

/** True for types that `readPicture` reads; a GIF is never shown here, so nobody asks how large it is. */
export const isPicture = (type: FileType): boolean => type in READERS;
