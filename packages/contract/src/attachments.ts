import {
  ATTACHMENT_ACTIONS,
  ATTACHMENT_STATES,
  FILE_TYPE_NAMES,
  REFUSED_FOR,
  SCANS,
} from '@lianchuang/domain/attachments';
import { z } from 'zod';
import { ActionView } from './actions.ts';

/** Asks for a ticket. Type and size are what the sender says; the bytes have to agree with both, and with the hash if one is given. */
export const BeginAttachment = z
  .strictObject({
    materialId: z.string().min(1).max(80),
    /** Which member provides it; left out or null where the lead does. */
    memberId: z.string().max(100).nullish(),
    /** Shown after cleaning: path, invisible characters and whatever a system reserves go. */
    name: z.string().min(1).max(2_000),
    bytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    /** A media type that a filing takes (415 otherwise). */
    type: z.string().max(200),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    /** For a stamped signature page: the hash that is printed on it, which has to be that of the text as it stands. */
    page: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullish(),
  })
  .meta({ id: 'BeginAttachment' });
export type BeginAttachment = z.infer<typeof BeginAttachment>;

const upload = z.object({
  /** Every chunk has this size but the last, which has the rest; they are counted from 0. */
  chunkBytes: z.number().int(),
  chunks: z.number().int(),
  /** Which have arrived; null in lists. */
  arrived: z.array(z.number().int()).nullable(),
  /** Until when chunks and the completion are taken. */
  endsAt: z.string(),
});

/** A file of a filing. Until it is attached only its uploader sees it. */
export const AttachmentRow = z
  .object({
    id: z.string(),
    version: z.number().int(),
    state: z.enum(ATTACHMENT_STATES),
    scan: z.enum(SCANS),
    /** Not scanned because the scanner takes no file of this size. */
    tooLargeToScan: z.boolean(),
    refusedFor: z.enum(REFUSED_FOR).nullable(),
    materialId: z.string(),
    memberId: z.string().nullable(),
    /** The organization that provides it. */
    provider: z.string(),
    name: z.string(),
    type: z.enum(FILE_TYPE_NAMES),
    bytes: z.number().int(),
    sha256: z.string().nullable(),
    /** The picture says where it was taken. */
    hasLocation: z.boolean(),
    /** Which text a stamped signature page names, and whether that is the one that stands. */
    page: z.object({ hash: z.string(), current: z.boolean() }).nullable(),
    uploadedAt: z.string(),
    /** The caller uploaded it. */
    mine: z.boolean(),
    /** Where the caller may fetch the bytes; null while nobody or somebody else may. */
    content: z.string().nullable(),
    /** The same, to be shown by the browser: PDF and pictures, for officers. */
    preview: z.string().nullable(),
    /** What is still to be sent; null once it is complete and for everybody else. */
    upload: upload.nullable(),
    actions: z.array(ActionView.extend({ name: z.enum(ATTACHMENT_ACTIONS) })),
  })
  .meta({ id: 'AttachmentRow' });
export type AttachmentRow = z.infer<typeof AttachmentRow>;

/** A file with the filing it belongs to, as both stand now: whoever goes on editing takes this version. */
export const AttachmentView = AttachmentRow.extend({
  filing: z.object({ id: z.string(), version: z.number().int(), contentHash: z.string() }),
}).meta({ id: 'Attachment' });
export type AttachmentView = z.infer<typeof AttachmentView>;
