import { z } from 'zod';

const leaf = z.union([z.string(), z.number(), z.boolean()]).nullable();
/** One place that reads differently; long texts are shortened where several stand beside each other. */
export const changeView = z.object({ pointer: z.string(), before: leaf, after: leaf });
export type ChangeView = z.infer<typeof changeView>;

/** A member's word as the page shows it. */
export const signatureView = z.object({
  status: z.enum(['missing', 'current', 'void', 'refused']),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** The version of the filing that was signed; null where nothing was, or before versions were noted. */
  version: z.number().int().nullable(),
  /** What changed since; null unless the signature is void, empty where what was signed was not kept. */
  voidedBy: z.array(changeView).nullable(),
});
