import type { AttachmentView } from '@lianchuang/contract/attachments';
import { findAttachment } from '@lianchuang/db/attachments/read';
import { chunkCount, chunkSize, decideAttachment, magicFits } from '@lianchuang/domain/attachments';
import { EDITABLE, rolesOnFile } from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { readBytes } from '../http/body.ts';
import type { SignedAsk } from '../http/context.ts';
import { fileView } from '../wording/files.ts';
import { arrivedChunks, chunkKey, type Store } from './store.ts';

type Sent = { readonly request: Request; readonly nth: number };

async function hexOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (each) => each.toString(16).padStart(2, '0')).join('');
}

/** Keeps one chunk of a file. The same one again changes nothing; nothing is held but this chunk. */
export async function takeChunk(
  ask: SignedAsk,
  { files }: Store,
  id: string,
  { request, nth }: Sent,
): Promise<Result<AttachmentView>> {
  const found = await findAttachment(ask.db, ask.viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { file } = found;
  const { filing } = found.found;
  const facts = { now: ask.now, filingOpen: EDITABLE.includes(filing.status), takesUnscanned: false };
  // Whoever may complete it may send it.
  const open = decideAttachment(file, 'complete', rolesOnFile(filing, ask.viewer, file), facts);
  if (!open.ok) return open;
  const size = chunkSize(file.bytes, nth);
  if (size === 0) return refuse({ code: 'attachment.chunk-unknown', chunks: chunkCount(file.bytes) });
  const type = request.headers.get('Content-Type')?.trim().toLowerCase();
  const encoding = request.headers.get('Content-Encoding') ?? 'identity';
  if (type !== 'application/octet-stream' || encoding !== 'identity') return refuse({ code: 'unsupported-media-type' });
  const bytes = await readBytes(request, size);
  if (bytes === 'malformed-json') return refuse({ code: 'attachment.chunk-size', bytes: size });
  if (typeof bytes === 'string') return refuse({ code: bytes });
  if (bytes.byteLength !== size) return refuse({ code: 'attachment.chunk-size', bytes: size });
  const declared = request.headers.get('X-Chunk-SHA256')?.trim().toLowerCase();
  if (declared !== undefined && declared !== (await hexOf(bytes))) return refuse({ code: 'attachment.chunk-hash' });
  // What is not what it says is told before the rest is sent.
  if (nth === 0 && !magicFits(bytes, file.type))
    return refuse({ code: 'attachment.not-what-it-says', name: file.name });
  await files.put(chunkKey(id, nth), bytes);
  return ok(fileView(ask, filing, file, await arrivedChunks(files, file)));
}

/** A file with the chunks that have arrived, so that an upload goes on where it stopped. */
export async function readAttachment(ask: SignedAsk, { files }: Store, id: string): Promise<Result<AttachmentView>> {
  const found = await findAttachment(ask.db, ask.viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { file } = found;
  const waits = file.state === 'uploading' && file.uploadedBy === ask.viewer.userId;
  return ok(fileView(ask, found.found.filing, file, waits ? await arrivedChunks(files, file) : null));
}
