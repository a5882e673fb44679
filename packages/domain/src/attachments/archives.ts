import { ok, refuse, type Result } from '../kernel/index.ts';
import { asText, DOCX, XLSX, type FileType } from './formats.ts';
import type { AttachmentRefusal } from './refusals.ts';

/** What an archive may be at most; past any of these it is a bomb or a way past the scanner. */
export const ARCHIVE_LIMITS = {
  entries: 2_000,
  directoryBytes: 512 * 1_024,
  unpackedBytes: 200 * 1_048_576,
  ratio: 200,
} as const;
/** From this size on the ratio counts: a page of blanks packs well. */
const RATIO_FROM = 1_048_576;
const END_BYTES = 22;
/** The record at the end may be followed by a comment of two bytes' length. */
export const END_SEARCH_BYTES = END_BYTES + 65_535;

export type ArchiveEntry = {
  readonly name: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly encrypted: boolean;
  /** 0 as it is, 8 deflated. */
  readonly method: number;
  readonly offset: number;
};
export type DirectoryPlace = { readonly offset: number; readonly bytes: number; readonly entries: number };
export type Archive = {
  readonly type: Extract<FileType, 'application/zip' | typeof DOCX | typeof XLSX>;
  readonly encrypted: boolean;
  readonly entries: readonly ArchiveEntry[];
};

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const unsafe = refuse<AttachmentRefusal>({ code: 'attachment.archive-unsafe' });
const damaged = refuse<AttachmentRefusal>({ code: 'attachment.damaged' });

/** Where the directory of an archive lies, out of the end of the file; refused where it is too large to be read at all. */
export function findDirectory(tail: Uint8Array, fileBytes: number): Result<DirectoryPlace, AttachmentRefusal> {
  const view = viewOf(tail);
  let end = tail.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) return damaged;
  const entries = view.getUint16(end + 10, true);
  const bytes = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  // 0xffff is how the large form begins, which a file of this size never needs.
  if (entries > ARCHIVE_LIMITS.entries || bytes > ARCHIVE_LIMITS.directoryBytes) return unsafe;
  return offset + bytes > fileBytes - tail.length + end ? damaged : ok({ offset, bytes, entries });
}

function readEntries(directory: Uint8Array): ArchiveEntry[] | null {
  const view = viewOf(directory);
  const entries: ArchiveEntry[] = [];
  for (let at = 0; at < directory.length;) {
    if (at + 46 > directory.length || view.getUint32(at, true) !== 0x02014b50) return null;
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: asText(directory, at + 46, at + 46 + nameLength),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

const INNER_ARCHIVE = /\.(?:zip|7z|rar|gz|tgz|bz2|xz|tar|jar|cab|iso|docm|xlsm)$/i;
const PROGRAM = /\.(?:exe|dll|scr|com|bat|cmd|ps1|vbs|js|jse|wsf|hta|lnk|msi|apk|html?|svg)$/i;
const MACROS = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|macrosheets\/)/i;

function typeOf(names: ReadonlySet<string>): Archive['type'] {
  if (!names.has('[Content_Types].xml')) return 'application/zip';
  if (names.has('word/document.xml')) return DOCX;
  return names.has('xl/workbook.xml') ? XLSX : 'application/zip';
}

/** Entries that lie in one another make much out of little, whatever their sizes say. */
function overlap(entries: readonly ArchiveEntry[]): boolean {
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  return inOrder.some((each, at) => {
    const next = inOrder[at + 1];
    return next !== undefined && each.offset + 30 + each.packedBytes > next.offset;
  });
}

/** Judges an archive by its directory alone: what it is, and whether it may be a bomb, hold another archive, or bring macros. */
export function judgeArchive(directory: Uint8Array, place: DirectoryPlace): Result<Archive, AttachmentRefusal> {
  const entries = readEntries(directory);
  if (entries === null || entries.length !== place.entries || entries.length === 0) return damaged;
  const names = new Set(entries.map(({ name }) => name));
  const unpacked = entries.reduce((sum, each) => sum + each.unpackedBytes, 0);
  const packed = entries.reduce((sum, each) => sum + each.packedBytes, 0);
  const isBomb =
    unpacked > ARCHIVE_LIMITS.unpackedBytes ||
    (unpacked > RATIO_FROM && unpacked > packed * ARCHIVE_LIMITS.ratio) ||
    overlap(entries);
  if (isBomb || names.size !== entries.length) return unsafe;
  if (entries.some(({ name }) => MACROS.test(name))) return refuse({ code: 'attachment.macros' });
  if (entries.some(({ name }) => INNER_ARCHIVE.test(name) || PROGRAM.test(name))) return unsafe;
  return ok({ type: typeOf(names), encrypted: entries.some((each) => each.encrypted), entries });
}
