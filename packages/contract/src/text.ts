import { cleanText, parseContact, type TextRule } from '@lianchuang/domain/identifiers';
import { parseDay } from '@lianchuang/domain/kernel';
import { z } from 'zod';

/** Attaches a refusal's stable code and facts to a zod issue; `problemErrors` reads them back. */
function issue(ctx: z.RefinementCtx, refusal: { code: string }): void {
  ctx.addIssue({ code: 'custom', message: refusal.code, params: { refusal } });
}

/** A text cleaned as `cleanText` says, inside a transformation. */
export function cleaned(given: string, ctx: z.RefinementCtx, rule: TextRule): string {
  const text = cleanText(given, rule);
  if (text.ok) return text.value;
  issue(ctx, text.refusal);
  return z.NEVER;
}

/** A line of text of at most `max` characters (code points). */
export function line(max: number) {
  return z
    .string()
    .max(max * 8)
    .transform((given, ctx) => cleaned(given, ctx, { max }))
    .meta({ description: `At most ${max} characters, one line.` });
}

/** A text of several lines, at most `max` characters. */
export function prose(max: number) {
  return z
    .string()
    .max(max * 8)
    .transform((given, ctx) => cleaned(given, ctx, { max, multiline: true }))
    .meta({ description: `At most ${max} characters.` });
}

/** A calendar day that exists. */
export const day = z
  .string()
  .transform((given, ctx) => {
    const parsed = parseDay(given);
    if (parsed.ok) return parsed.value as string;
    issue(ctx, parsed.refusal);
    return z.NEVER;
  })
  .meta({ description: 'Calendar day YYYY-MM-DD in Asia/Shanghai.', format: 'date' });

/** Whole fen, more than nothing, at most 10^13 (100 billion yuan). */
export const fen = z.number().int().min(1).max(10_000_000_000_000).meta({ description: 'Renminbi in fen.' });

/** Runs a domain parser inside a schema and keeps its named refusal. */
export function parsed<T>(
  parse: (given: string) => { ok: true; value: T } | { ok: false; refusal: { code: string } },
  description: string,
) {
  return z
    .string()
    .max(300)
    .transform((given, ctx): T => {
      const result = parse(given);
      if (result.ok) return result.value;
      issue(ctx, result.refusal);
      return z.NEVER;
    })
    .meta({ description });
}

/** Where somebody outside is reached: an address of e-mail, or a mobile number. */
export const contact = parsed(
  parseContact,
  'An e-mail address, or a mobile number of the mainland; full width, spaces and +86 are mended.',
);
