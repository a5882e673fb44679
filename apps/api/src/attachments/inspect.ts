import {
  asText,
  chunkCount,
  commandsIn,
  END_SEARCH_BYTES,
  findDirectory,
  isPicture,
  isTooManyPixels,
  judgeArchive,
  locksIn,
  magicFits,
  mayCommand,
  readPicture,
  XLSX,
  type ArchiveEntry,
  type Attachment,
  type AttachmentRefusal,
} from '@lianchuang/domain/attachments';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { Source } from './store.ts';

/** What was found out about a file by its bytes. */
export type Inspected = { readonly sha256: string; readonly encrypted: boolean; readonly hasLocation: boolean };

type Read = { readonly sha256: string; readonly head: Uint8Array; readonly locked: boolean };

const OVERLAP = 64;

/** Reads all bytes once: their hash, the first chunk, and whether a PDF says that it is locked. */
async function readOnce({ bytes, chunk }: Source, isPdf: boolean): Promise<Result<Read, AttachmentRefusal>> {
  const digest = new crypto.DigestStream('SHA-256');
  const writer = digest.getWriter();
  const missing: number[] = [];
  let head = new Uint8Array();
  let locked = false;
  let end = '';
  for (let nth = 0; nth < chunkCount(bytes); nth += 1) {
    const part = await chunk(nth);
    if (part === undefined) {
      missing.push(nth);
      continue;
    }
    if (nth === 0) head = part;
    await writer.write(part);
    if (!isPdf || locked) continue;
    const text = end + asText(part);
    locked = locksIn(text);
    end = text.slice(-OVERLAP);
  }
  await writer.close();
  if (missing.length > 0) return refuse({ code: 'attachment.incomplete', missing });
  const hash = new Uint8Array(await digest.digest);
  const sha256 = Array.from(hash, (each) => each.toString(16).padStart(2, '0')).join('');
  return ok({ sha256, head, locked });
}

const MOST_TEXT = 8 * 1_048_576;
const HEADER = 30;

/** The text of one part of an archive, as far as it is looked at. */
async function textIn(source: Source, entry: ArchiveEntry): Promise<string> {
  const header = await source.stretch(entry.offset, HEADER);
  if (header.length < HEADER) return '';
  const view = new DataView(header.buffer);
  const from = entry.offset + HEADER + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = await source.stretch(from, Math.min(entry.packedBytes, MOST_TEXT));
  if (entry.method === 0) return asText(packed);
  const inflated = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = inflated.getReader();
  let text = '';
  try {
    for (let part = await reader.read(); !part.done && text.length < MOST_TEXT; part = await reader.read())
      text += asText(part.value);
  } catch {
    // Cut off or broken: what could be read is judged.
  }
  await reader.cancel().catch(() => undefined);
  return text;
}

async function archive(
  source: Source,
  type: Attachment['type'],
): Promise<Result<{ encrypted: boolean }, AttachmentRefusal>> {
  const size = Math.min(source.bytes, END_SEARCH_BYTES);
  const place = findDirectory(await source.stretch(source.bytes - size, size), source.bytes);
  if (!place.ok) return place;
  const judged = judgeArchive(await source.stretch(place.value.offset, place.value.bytes), place.value);
  if (!judged.ok) return judged;
  const { encrypted, entries } = judged.value;
  if (judged.value.type !== type) return refuse({ code: 'attachment.not-what-it-says', name: '' });
  if (type === XLSX && !encrypted)
    for (const entry of entries.filter(mayCommand))
      if (commandsIn(await textIn(source, entry))) return refuse({ code: 'attachment.macros' });
  return ok({ encrypted });
}

/** Holds a file that has arrived against what it says it is; nothing in it is decoded, unpacked or run. */
export async function inspect(
  { name, type, sha256: declared }: Pick<Attachment, 'name' | 'type' | 'sha256'>,
  source: Source,
): Promise<Result<Inspected, AttachmentRefusal>> {
  const read = await readOnce(source, type === 'application/pdf');
  if (!read.ok) return read;
  const { sha256, head, locked } = read.value;
  if (declared !== null && declared !== sha256) return refuse({ code: 'attachment.other-hash' });
  if (!magicFits(head, type)) return refuse({ code: 'attachment.not-what-it-says', name });
  if (isPicture(type)) {
    const picture = readPicture(head, type);
    if (picture === null) return refuse({ code: 'attachment.damaged' });
    if (isTooManyPixels(picture)) return refuse({ code: 'attachment.picture-too-large' });
    return ok({ sha256, encrypted: false, hasLocation: picture.hasLocation });
  }
  if (type === 'application/pdf' || type === 'image/gif') return ok({ sha256, encrypted: locked, hasLocation: false });
  const judged = await archive(source, type);
  return judged.ok ? ok({ sha256, encrypted: judged.value.encrypted, hasLocation: false }) : judged;
}
