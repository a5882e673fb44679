import { z } from 'zod';

const leaf = z.union([z.string(), z.number(), z.boolean()]).nullable();
/** One place that reads differently. */
export const changeView = z.object({
  pointer: z.string(),
  before: leaf,
  after: leaf,
  /** Of long texts, the part in which they differ; it stands in place of the texts where these are not the caller’s own to sign. */
  part: z.object({ before: z.string(), after: z.string() }).optional(),
});
export type ChangeView = z.infer<typeof changeView>;

/** A member's word as the page shows it. */
export const signatureView = z.object({
  status: z.enum(['missing', 'current', 'void', 'refused']),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** The version of the filing that was signed; null where nothing was, or before versions were noted. */
  version: z.number().int().nullable(),
  /**
   * What changed since; null unless the signature is void, empty where what was signed was not kept. All of it for the member
   * itself, the first dozen for everybody else.
   */
  voidedBy: z.array(changeView).nullable(),
  /** How many changes there are in all; null unless the signature is void. */
  voidedCount: z.number().int().nullable(),
});
