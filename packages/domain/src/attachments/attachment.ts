import type { Instant } from '../kernel/index.ts';
import type { FileType } from './formats.ts';

/** Ordered by progress; the odd ends come last. */
export const ATTACHMENT_STATES = [
  'uploading',
  'stored',
  'checked',
  'attached',
  'refused',
  'removed',
  'expired',
] as const;
export type AttachmentState = (typeof ATTACHMENT_STATES)[number];

/** States in which a file takes up room in its filing and may still become part of it, or is. */
export const HELD: readonly AttachmentState[] = ['uploading', 'stored', 'checked', 'attached'];
/** States in which the bytes lie in the store. */
export const KEPT: readonly AttachmentState[] = ['stored', 'checked', 'attached'];

/** What is known about malicious content: still asked, nobody to ask, nothing found, found, or closed to every scanner (encrypted). */
export const SCANS = ['waiting', 'not_scanned', 'clean', 'infected', 'unscannable'] as const;
export type Scan = (typeof SCANS)[number];

/** Why a file that had arrived is refused: malicious, or its bytes were lost by the store. */
export const REFUSED_FOR = ['infected', 'lost'] as const;
export type RefusedFor = (typeof REFUSED_FOR)[number];

/** A file as it counts in a filing: what is hashed, shown and registered. `memberId` is null for what the lead provides. */
export type AttachedFile = {
  readonly id: string;
  readonly materialId: string;
  readonly memberId: string | null;
  readonly name: string;
  readonly type: FileType;
  readonly bytes: number;
  readonly sha256: string;
};

/** A file from its ticket to its end. */
export type Attachment = Omit<AttachedFile, 'sha256'> & {
  readonly filingId: string;
  readonly jurisdiction: string;
  readonly version: number;
  readonly state: AttachmentState;
  readonly scan: Scan;
  /** The scanner takes no file of this size; it is not asked again. */
  readonly tooLargeToScan: boolean;
  /** Computed over the bytes that arrived; before that what the sender declared, if anything. */
  readonly sha256: string | null;
  /** The picture says where it was taken. */
  readonly hasLocation: boolean;
  /** For a stamped signature page: the hash that is printed on it. */
  readonly pageHash: string | null;
  readonly uploadedBy: string;
  readonly createdAt: Instant;
  /** Until when chunks and the completion are taken. */
  readonly ticketEndsAt: Instant;
  readonly refusedFor: RefusedFor | null;
};

/** Material of files that no entry of the policy asks for. */
export const OTHER_MATERIAL = 'other';

const MIB = 1_048_576;

/** Sizes and counts; each is held by the statement that writes. Tickets for one person and hour are counted with the other quotas. */
export const ATTACHMENT_LIMITS = {
  bytes: 20 * MIB,
  chunkBytes: MIB,
  filesPerFiling: 120,
  bytesPerFiling: 400 * MIB,
  ticketMilliseconds: 12 * 3_600_000,
} as const;

/** How many chunks a file of so many bytes has. */
export function chunkCount(bytes: number): number {
  return Math.ceil(bytes / ATTACHMENT_LIMITS.chunkBytes);
}

/** The exact size of the nth chunk, counted from 0; 0 for one that the file does not have. */
export function chunkSize(bytes: number, nth: number): number {
  const { chunkBytes } = ATTACHMENT_LIMITS;
  return Math.max(0, Math.min(chunkBytes, bytes - nth * chunkBytes));
}
