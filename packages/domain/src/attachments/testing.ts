import type { Instant } from '../kernel/index.ts';
import type { AttachedFile, Attachment } from './attachment.ts';

const NOW: Instant = Date.parse('2026-06-01T10:00:00+08:00');

/** A checked PDF of the lead. */
export function anAttachedFile(over: Partial<AttachedFile> = {}): AttachedFile {
  return {
    id: 'att_1',
    materialId: 'other',
    memberId: null,
    name: '证明.pdf',
    type: 'application/pdf',
    bytes: 2_000,
    sha256: 'a'.repeat(64),
    ...over,
  };
}

/** A ticket of ten o'clock that ends at ten in the evening. */
export function anAttachment(over: Partial<Attachment> = {}): Attachment {
  return {
    ...anAttachedFile(),
    filingId: 'fil_1',
    jurisdiction: '370200',
    version: 1,
    state: 'uploading',
    scan: 'waiting',
    tooLargeToScan: false,
    hasLocation: false,
    pageHash: null,
    uploadedBy: 'usr_1',
    createdAt: NOW,
    ticketEndsAt: NOW + 12 * 3_600_000,
    refusedFor: null,
    ...over,
  };
}

const utf8 = (text: string): number[] =>
  [...text].map((each) => each.charCodeAt(0)).flatMap((code) => (code < 256 ? [code] : [63]));
const little = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256);

export type ZipEntry = {
  readonly name: string;
  /** What is stored, as it is unless `method` says otherwise. */
  readonly content?: string | Uint8Array;
  readonly method?: number;
  /** What the directory says about the size, true or not. */
  readonly says?: number;
  readonly encrypted?: boolean;
};

/** An archive made by hand, so that its directory can tell lies. */
export function aZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const parts: number[][] = [];
  const directory: number[][] = [];
  let offset = 0;
  for (const { name, content = '', method = 0, says, encrypted = false } of entries) {
    const bytes = typeof content === 'string' ? utf8(content) : [...content];
    const size = [...little(bytes.length, 4), ...little(says ?? bytes.length, 4)];
    const shared = [
      20,
      0,
      encrypted ? 1 : 0,
      0,
      method,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      ...size,
      ...little(name.length, 2),
      0,
      0,
    ];
    const local = [0x50, 0x4b, 3, 4, ...shared, ...utf8(name), ...bytes];
    const rest = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...little(offset, 4)];
    directory.push([0x50, 0x4b, 1, 2, 20, 0, ...shared, ...rest, ...utf8(name)]);
    parts.push(local);
    offset += local.length;
  }
  const index = directory.flat();
  const count = little(Math.min(entries.length, 65_535), 2);
  const end = [
    0x50,
    0x4b,
    5,
    6,
    0,
    0,
    0,
    0,
    ...count,
    ...count,
    ...little(index.length, 4),
    ...little(offset, 4),
    0,
    0,
  ];
  return new Uint8Array([...parts.flat(), ...index, ...end]);
}

/** A document or workbook with nothing in it but what makes it one. */
export const anOfficeFile = (main: 'word/document.xml' | 'xl/workbook.xml', more: readonly ZipEntry[] = []) =>
  aZip([{ name: '[Content_Types].xml', content: '<Types/>' }, { name: main, content: '<x/>' }, ...more]);

/** A picture's beginning: as much of a PNG as says its size. */
export function aPng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const big = (value: number) => little(value, 4).toReversed();
  const header = [...utf8('IHDR'), ...big(width), ...big(height), 8, 6, 0, 0, 0, 0, 0, 0, 0];
  return new Uint8Array([
    0x89,
    ...utf8('PNG\r\n\x1a\n'),
    ...big(13),
    ...header,
    ...big(0),
    ...utf8('IEND'),
    0xae,
    0x42,
    0x60,
    0x82,
  ]);
}

/** A photo's beginning; with `gps` it says where it was taken. */
export function aJpeg(width: number, height: number, gps = false): Uint8Array<ArrayBuffer> {
  const tag = (id: number) => [...little(id, 2), 4, 0, 1, 0, 0, 0, 26, 0, 0, 0];
  const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0, ...tag(0x0112), ...tag(gps ? 0x8825 : 0x8769), 0, 0, 0, 0];
  const exif = [...utf8('Exif\0\0'), ...tiff];
  const size = (value: number) => little(value, 2).toReversed();
  const frame = [0xff, 0xc0, 0, 17, 8, ...size(height), ...size(width), 3, 1, 34, 0, 2, 17, 1, 3, 17, 1];
  return new Uint8Array([
    0xff,
    0xd8,
    0xff,
    0xe1,
    ...size(exif.length + 2),
    ...exif,
    ...frame,
    0xff,
    0xda,
    0,
    2,
    0xff,
    0xd9,
  ]);
}

/** The smallest PDF that says what it is. */
export const aPdf = (inside = ''): Uint8Array<ArrayBuffer> =>
  new Uint8Array(utf8(`%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n${inside}\ntrailer<</Root 1 0 R>>\n%%EOF\n`));
