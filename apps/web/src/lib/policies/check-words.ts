import { m } from '#lib/paraglide/messages.js';
import type { CheckField } from './check-form.ts';

/** The label of each field of the eligibility check. */
export const fieldWords: Record<CheckField, () => string> = {
  policy: m['site.check.policy'],
  lead: m['site.check.lead'],
  division: m['site.check.division'],
  code: m['site.check.code'],
  upstream: m['site.check.upstream'],
  midstream: m['site.check.midstream'],
  downstream: m['site.check.downstream'],
  university: m['site.check.university'],
  institute: m['site.check.institute'],
  other: m['site.check.other'],
  months: m['site.check.months'],
};
