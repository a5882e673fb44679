export {
  ATTACHMENT_LIMITS,
  ATTACHMENT_STATES,
  chunkCount,
  chunkSize,
  HELD,
  KEPT,
  OTHER_MATERIAL,
  REFUSED_FOR,
  SCANS,
  type AttachedFile,
  type Attachment,
  type AttachmentState,
  type RefusedFor,
  type Scan,
} from './attachment.ts';
export {
  ARCHIVE_LIMITS,
  END_SEARCH_BYTES,
  findDirectory,
  judgeArchive,
  type Archive,
  type ArchiveEntry,
} from './archives.ts';
export { safeFileName } from './file-name.ts';
export {
  asText,
  extensionOf,
  FILE_TYPE_NAMES,
  FILE_TYPES,
  magicFits,
  nameFits,
  typeByMagic,
  XLSX,
  type FileType,
} from './formats.ts';
export { commandsIn, locksIn, mayCommand } from './office-text.ts';
export { isPicture, isTooManyPixels, readPicture, type Picture } from './pictures.ts';
export type { AttachmentRefusal } from './refusals.ts';
export {
  allowedOnAttachment,
  ATTACHMENT_ACTIONS,
  ATTACHMENT_ROLES,
  ATTACHMENT_TRANSITIONS,
  decideAttachment,
  isHeldUnscanned,
  settled,
  type AttachmentAction,
  type AttachmentFacts,
  type AttachmentRole,
} from './workflow.ts';
