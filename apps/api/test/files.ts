import type { AttachmentView } from '@lianchuang/contract/attachments';
import type { FilingView } from '@lianchuang/contract/filings';
import { ATTACHMENT_LIMITS, chunkCount, type FileType } from '@lianchuang/domain/attachments';
import { aPdf } from '@lianchuang/domain/testing/attachments';
import type { Answer } from './app-under-test.ts';
import { went } from './app-under-test.ts';
import type { Person } from './people.ts';

export type AFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly type: string;
  readonly materialId: string;
  readonly memberId?: string;
  readonly sha256?: string;
  /** The hash on a stamped signature page. */
  readonly page?: string | null;
  /** What the ticket says, where that is not the truth. */
  readonly says?: number;
};

let count = 0;
/** A small PDF whose bytes no other has. */
export function aPdfFile(over: Partial<AFile> = {}): AFile {
  const bytes = aPdf(`% ${(count += 1)}`);
  return { bytes, name: `证明${count}.pdf`, type: 'application/pdf' satisfies FileType, materialId: 'other', ...over };
}

export async function hexOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (each) => each.toString(16).padStart(2, '0')).join('');
}

export function begin(
  person: Person,
  filing: Pick<FilingView, 'id'>,
  file: AFile,
  headers: Record<string, string> = {},
) {
  const { bytes, name, type, materialId, memberId, sha256, says, page } = file;
  const body = {
    name,
    type,
    materialId,
    bytes: says ?? bytes.length,
    ...(memberId === undefined ? {} : { memberId }),
    ...(page === undefined ? {} : { page }),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
  return person.post<AttachmentView>(`/filings/${filing.id}/attachments`, body, headers);
}

const BYTES = { 'Content-Type': 'application/octet-stream' };

/** Sends the nth chunk of a file's bytes. */
export function sendChunk(
  person: Person,
  id: string,
  nth: number,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Answer<AttachmentView>> {
  const { chunkBytes } = ATTACHMENT_LIMITS;
  const chunk = bytes.slice(nth * chunkBytes, (nth + 1) * chunkBytes);
  return person.send<AttachmentView>('PUT', `/attachments/${id}/chunks/${nth}`, {
    body: chunk,
    headers: { ...BYTES, ...headers },
  });
}

export const complete = (person: Person, id: string, headers: Record<string, string> = {}) =>
  person.post<AttachmentView>(`/attachments/${id}/actions/complete`, {}, headers);

/** A ticket with everything sent and not yet completed. */
export async function sent(person: Person, filing: Pick<FilingView, 'id'>, file: AFile): Promise<AttachmentView> {
  const ticket = went(await begin(person, filing, file));
  let arrived = ticket;
  for (let nth = 0; nth < chunkCount(file.bytes.length); nth += 1)
    arrived = went(await sendChunk(person, ticket.id, nth, file.bytes));
  return arrived;
}

/** A file from its ticket to its completion. */
export async function uploaded(
  person: Person,
  filing: Pick<FilingView, 'id'>,
  file: AFile = aPdfFile(),
): Promise<AttachmentView> {
  return went(await complete(person, (await sent(person, filing, file)).id));
}
