import { CORRECTION_CODES } from '@lianchuang/domain/filings';
import { z } from 'zod';

/** One place that is no longer what it was when the correction was asked for; null where there was or is nothing. */
const change = z.object({ place: z.string(), before: z.unknown(), after: z.unknown() });

const item = z.object({
  code: z.enum(CORRECTION_CODES),
  pointer: z.string(),
  text: z.string(),
  /** The place that it reopens, with members by id; `''` is the whole filing, null when it asks for words only. */
  opens: z.string().nullable(),
  mustAnswer: z.boolean(),
  answered: z.boolean(),
  reply: z.object({ text: z.string(), at: z.string() }).nullable(),
  changes: z.array(change),
});

const extension = z.object({
  from: z.string(),
  to: z.string(),
  workingDays: z.number().int(),
  reason: z.string(),
  at: z.string(),
});

export const CorrectionView = z
  .object({
    items: z.array(item),
    requestedAt: z.string(),
    answeredAt: z.string().nullable(),
    extensions: z.array(extension),
    /** Working days by which it may still be extended. */
    extensionLeft: z.number().int(),
  })
  .meta({ id: 'Correction' });
export type CorrectionView = z.infer<typeof CorrectionView>;
