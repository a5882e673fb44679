import { m } from '#lib/paraglide/messages.js';
import { fieldOf, type FieldErrors, type Part } from './part.ts';
import { orNull, textsOf } from './typed-fields.ts';

const NAMES = ['consortiumName', 'summary', 'industryCode', 'divisionCode', 'validityMonths'] as const;
export type Basics = Record<(typeof NAMES)[number], string>;

/** Whole months as people type them, full-width digits too; null for an empty field, undefined for no number. */
function monthsOf(typed: string): number | null | undefined {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return null;
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

export const basics: Part<Basics> = {
  step: 'basics',
  typed: (form) => textsOf(form, NAMES),
  of: (filing) => ({
    consortiumName: filing.consortiumName ?? '',
    summary: filing.summary ?? '',
    industryCode: filing.industryCode ?? '',
    divisionCode: filing.divisionCode ?? '',
    validityMonths: filing.validityMonths?.toString() ?? '',
  }),
  edit(typed) {
    const errors: FieldErrors = {};
    const validityMonths = monthsOf(typed.validityMonths);
    if (validityMonths === undefined) errors['validityMonths'] = m['apply.basics.months.wrong']();
    const body = {
      consortiumName: orNull(typed.consortiumName),
      summary: orNull(typed.summary),
      industryCode: orNull(typed.industryCode),
      divisionCode: orNull(typed.divisionCode),
      validityMonths: validityMonths ?? null,
    };
    return { edits: [{ path: '', body, field: fieldOf }], errors };
  },
};
