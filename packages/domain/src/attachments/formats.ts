import type { Words } from '../kernel/index.ts';

type Kind = {
  /** The first one names a file that came without. */
  readonly extensions: readonly [string, ...string[]];
  readonly name: Words;
  /** A browser shows it safely by itself inside a sandbox. */
  readonly preview: boolean;
};

/** What a filing takes; everything else is refused by its first bytes, whatever it is called. */
export const FILE_TYPES = {
  'application/pdf': { extensions: ['pdf'], name: { zh: 'PDF 文件', en: 'PDF' }, preview: true },
  'image/jpeg': { extensions: ['jpg', 'jpeg'], name: { zh: 'JPEG 图片', en: 'JPEG picture' }, preview: true },
  'image/png': { extensions: ['png'], name: { zh: 'PNG 图片', en: 'PNG picture' }, preview: true },
  'image/webp': { extensions: ['webp'], name: { zh: 'WebP 图片', en: 'WebP picture' }, preview: true },
  'image/gif': { extensions: ['gif'], name: { zh: 'GIF 图片', en: 'GIF picture' }, preview: false },
  'image/heic': { extensions: ['heic', 'heif'], name: { zh: '苹果手机照片', en: 'HEIC photo' }, preview: false },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    extensions: ['docx'],
    name: { zh: 'Word 文档', en: 'Word document' },
    preview: false,
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    extensions: ['xlsx'],
    name: { zh: 'Excel 表格', en: 'Excel workbook' },
    preview: false,
  },
  'application/zip': { extensions: ['zip'], name: { zh: 'ZIP 压缩包', en: 'ZIP archive' }, preview: false },
} as const satisfies Readonly<Record<string, Kind>>;
export type FileType = keyof typeof FILE_TYPES;
export const FILE_TYPE_NAMES = Object.keys(FILE_TYPES) as [FileType, ...FileType[]];

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The extension of a name in lower case, without its dot; empty where there is none. */
export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** True where a name may belong to a type: its extension is one of the type's, or it has none. */
export function nameFits(name: string, type: FileType): boolean {
  const extension = extensionOf(name);
  return extension === '' || (FILE_TYPES[type].extensions as readonly string[]).includes(extension);
}

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);
const MAGIC: readonly (readonly [FileType | 'zip', readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
];

/** Bytes as a text of one character each, for looking at names and marks. */
export function asText(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = '';
  for (let at = from; at < Math.min(to, bytes.length); at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 8_192, to)));
  return text;
}

/** What the first bytes say: a type, `zip` where its directory has to tell which one, or nothing that a filing takes. */
export function typeByMagic(
  head: Uint8Array,
): Exclude<FileType, 'application/zip' | typeof DOCX | typeof XLSX> | 'zip' | null {
  const found = MAGIC.find(([, magic]) => magic.every((byte, at) => head[at] === byte))?.[0];
  if (found !== undefined) return found as ReturnType<typeof typeByMagic>;
  if (asText(head, 0, 4) === 'RIFF' && asText(head, 8, 12) === 'WEBP') return 'image/webp';
  return asText(head, 4, 8) === 'ftyp' && HEIC_BRANDS.has(asText(head, 8, 12)) ? 'image/heic' : null;
}

/** Whether the first bytes can be those of a declared type. */
export function magicFits(head: Uint8Array, type: FileType): boolean {
  const found = typeByMagic(head);
  return found === 'zip' ? type === 'application/zip' || type === DOCX || type === XLSX : found === type;
}
