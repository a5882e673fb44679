import { CORRECTION_CODES } from '@lianchuang/domain/filings';
import { z } from 'zod';
import { day, prose } from './text.ts';

const correctionItem = z.strictObject({
  code: z.enum(CORRECTION_CODES),
  // Empty for the whole filing; printed beside the text, so nothing invisible.
  pointer: z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u)
    .nullish()
    .meta({ description: 'What is open to change: `/plan/goals`, `/topics/0`; empty for all, absent for words only.' }),
  text: prose(1000),
  mustAnswer: z.boolean().optional().meta({ description: 'Not to be sent again before it is changed or answered.' }),
});
const MOST_ITEMS = 50;

export const RequestCorrection = z.strictObject({
  items: z.array(correctionItem).min(1).max(MOST_ITEMS),
  workingDays: z.number().int().min(1).max(60).optional(),
});
export const ExtendCorrection = z.strictObject({
  workingDays: z.number().int().min(1).max(60).optional(),
  dueOn: day.optional(),
  reason: prose(2000),
});
export const AnswerItem = z.strictObject({
  item: z
    .number()
    .int()
    .min(0)
    .max(MOST_ITEMS - 1),
  text: z.union([z.literal(''), prose(2000)]),
});

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
