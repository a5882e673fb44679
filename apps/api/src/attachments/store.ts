import { chunkCount, chunkSize, ATTACHMENT_LIMITS, type Attachment } from '@lianchuang/domain/attachments';
import { scannerOf, type Scanner } from '../platform/scanner.ts';
import type { Env } from '../platform/env.ts';

/** Where files lie and who looks into them. */
export type Store = {
  readonly files: R2Bucket;
  readonly scanner: Scanner | null;
  readonly takesUnscanned: boolean;
};

/** The store of this deployment. */
export function storeOf(env: Pick<Env, 'FILES' | 'CLAMD_ADDRESS' | 'UNSCANNED_FILES'>): Store {
  return { files: env.FILES, scanner: scannerOf(env), takesUnscanned: env.UNSCANNED_FILES === 'attach' };
}

export const CHUNKS = 'chunks/';
export const OBJECTS = 'files/';
const folderOf = (id: string): string => `${CHUNKS}${id}/`;
/** Ends in the number of the chunk, so that a listing is in their order. */
export const chunkKey = (id: string, nth: number): string => `${folderOf(id)}${String(nth).padStart(4, '0')}`;
/** Made of our own ids alone: no name that anybody gave is in it. */
export const objectKeyOf = ({ filingId, id }: Pick<Attachment, 'filingId' | 'id'>): string =>
  `${OBJECTS}${filingId}/${id}`;
/** The file of which something lies under a key. */
export const idIn = (key: string): string => (key.startsWith(CHUNKS) ? key.split('/')[1] : key.split('/')[2]) ?? '';

/** Which chunks of a file have arrived whole, in order. */
export async function arrivedChunks(
  files: R2Bucket,
  { id, bytes }: Pick<Attachment, 'id' | 'bytes'>,
): Promise<number[]> {
  const { objects } = await files.list({ prefix: folderOf(id) });
  return objects
    .map(({ key, size }) => ({ nth: Number(key.slice(folderOf(id).length)), size }))
    .filter(({ nth, size }) => size > 0 && size === chunkSize(bytes, nth))
    .map(({ nth }) => nth);
}

/** Drops the chunks of a file; what could not be dropped the sweeper finds. */
export async function dropChunks(files: R2Bucket, { id, bytes }: Pick<Attachment, 'id' | 'bytes'>): Promise<void> {
  const keys = Array.from({ length: chunkCount(bytes) }, (_, nth) => chunkKey(id, nth));
  await files.delete(keys).catch(() => undefined);
}

export type Source = {
  readonly bytes: number;
  /** The nth chunk; undefined where it has not arrived or is gone. */
  chunk(nth: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** A stretch of the file, wherever its chunks begin; shorter at the end. */
  stretch(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
};

/** A file that has arrived, read chunk by chunk: never more than one of them is held. */
export function chunksOf(files: R2Bucket, { id, bytes }: Pick<Attachment, 'id' | 'bytes'>): Source {
  const { chunkBytes } = ATTACHMENT_LIMITS;
  const part = async (nth: number, offset: number, length: number) => {
    const object = await files.get(chunkKey(id, nth), { range: { offset, length } });
    return object === null ? new Uint8Array() : new Uint8Array(await object.arrayBuffer());
  };
  return {
    bytes,
    async chunk(nth) {
      const object = await files.get(chunkKey(id, nth));
      return object === null ? undefined : new Uint8Array(await object.arrayBuffer());
    },
    async stretch(offset, length) {
      const end = Math.min(bytes, offset + length);
      const parts: Uint8Array<ArrayBuffer>[] = [];
      for (let at = offset; at < end;) {
        const nth = Math.floor(at / chunkBytes);
        const inside = at - nth * chunkBytes;
        const size = Math.min(end - at, chunkBytes - inside);
        parts.push(await part(nth, inside, size));
        at += size;
      }
      return new Uint8Array(await new Blob(parts).arrayBuffer());
    },
  };
}

/** Puts the chunks together as one object; the store itself holds the bytes against their hash. */
export async function compose(files: R2Bucket, key: string, source: Source, sha256: string): Promise<void> {
  const { readable, writable } = new FixedLengthStream(source.bytes);
  const writer = writable.getWriter();
  const writing = (async () => {
    for (let nth = 0; nth < chunkCount(source.bytes); nth += 1) {
      const chunk = await source.chunk(nth);
      if (chunk === undefined) throw new Error(`chunk ${nth} is gone`);
      await writer.write(chunk);
    }
    await writer.close();
  })();
  writing.catch((error: unknown) => void writer.abort(error).catch(() => undefined));
  await Promise.all([files.put(key, readable, { sha256 }), writing]);
}
