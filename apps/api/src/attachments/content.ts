import { findAttachment } from '@lianchuang/db/attachments/read';
import { FILE_TYPES, type Attachment } from '@lianchuang/domain/attachments';
import { mayFetchFile, readsForOffice } from '@lianchuang/domain/filings';
import { refuse, type Refused } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import type { Store } from './store.ts';

type Wanted = { readonly range: string | undefined; readonly preview: boolean };
type Stretch = { readonly offset: number; readonly length: number };

/** The one stretch that a Range header asks for; null for what is no plain range of this file, which then comes whole. */
function stretchOf(header: string | undefined, bytes: number): Stretch | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  const offset = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return offset <= last ? { offset, length: last - offset + 1 } : null;
}

// RFC 5987 wants these escaped too.
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

/** The reader of PDF in a browser does not start inside a sandbox, and has walls of its own; a picture needs neither. */
const previewPolicy = (type: Attachment['type']): string =>
  `default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'${type === 'application/pdf' ? '' : '; sandbox'}`;

/** The bytes of a file, to be saved; for an officer a PDF or picture that counts may be shown by the browser. */
export async function contentOf(
  ask: SignedAsk,
  { files }: Store,
  id: string,
  { range, preview }: Wanted,
): Promise<Response | Refused> {
  const found = await findAttachment(ask.db, ask.viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { file, objectKey } = found;
  if (file.state === 'stored') return refuse({ code: 'attachment.being-checked' });
  if (!mayFetchFile(file) || objectKey === null) return refuse({ code: 'attachment.wrong-state', state: file.state });
  const mayShow =
    readsForOffice(found.found.filing, ask.viewer) && file.state === 'attached' && FILE_TYPES[file.type].preview;
  if (preview && !mayShow) return refuse({ code: 'not-allowed' });
  const stretch = stretchOf(range, file.bytes);
  const object = await files.get(objectKey, stretch === null ? {} : { range: stretch });
  if (object === null) throw new Error(`the bytes of ${file.id} are not in the store`);
  const { offset, length } = stretch ?? { offset: 0, length: file.bytes };
  return new Response(object.body, {
    status: stretch === null ? 200 : 206,
    headers: {
      'Content-Type': file.type,
      'Content-Length': String(length),
      'Content-Disposition': `${preview ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(file.name)}`,
      'Content-Security-Policy': preview
        ? previewPolicy(file.type)
        : "sandbox; default-src 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Accept-Ranges': 'bytes',
      ...(stretch === null ? {} : { 'Content-Range': `bytes ${offset}-${offset + length - 1}/${file.bytes}` }),
    },
  });
}
