import type { AttachmentState } from './attachment.ts';

/** Every way in which a file can be refused. Codes are public and stable. */
export type AttachmentRefusal =
  | { code: 'not-allowed' }
  | { code: 'attachment.empty' }
  | { code: 'attachment.too-large'; bytes: number }
  | { code: 'attachment.type-not-accepted' }
  | { code: 'attachment.not-what-it-says'; name: string }
  | { code: 'attachment.form-not-accepted'; accepts: readonly string[] }
  | { code: 'attachment.place-full'; most: number }
  | { code: 'attachment.filing-full'; files: number; bytes: number }
  | { code: 'attachment.filing-closed' }
  | { code: 'attachment.ticket-over' }
  | { code: 'attachment.wrong-state'; state: AttachmentState }
  | { code: 'attachment.chunk-unknown'; chunks: number }
  | { code: 'attachment.chunk-size'; bytes: number }
  | { code: 'attachment.chunk-hash' }
  | { code: 'attachment.incomplete'; missing: number[] }
  | { code: 'attachment.other-hash' }
  | { code: 'attachment.picture-too-large' }
  | { code: 'attachment.archive-unsafe' }
  | { code: 'attachment.macros' }
  | { code: 'attachment.damaged' }
  | { code: 'attachment.material-unknown' }
  | { code: 'attachment.member-unknown' }
  | { code: 'attachment.page-outdated' }
  | { code: 'attachment.being-checked' };
