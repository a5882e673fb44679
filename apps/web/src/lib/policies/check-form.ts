import type { EligibilityCheck } from '@lianchuang/contract/policies';
import { parseDivision } from '@lianchuang/domain/divisions';
import { ORGANIZATION_KINDS, type ChainPosition, type OrganizationKind } from '@lianchuang/domain/organizations';
import { m } from '#lib/paraglide/messages.js';

export const counts = ['upstream', 'midstream', 'downstream', 'university', 'institute', 'other'] as const;
export type CountName = (typeof counts)[number];
export const checkFields = ['policy', 'lead', 'division', 'code', ...counts, 'months'] as const;
export type CheckField = (typeof checkFields)[number];
export type CheckValues = Record<CheckField, string>;
export type CheckErrors = Partial<Record<CheckField, string>>;

/** The choice for a lead from elsewhere: its code is then typed in. */
export const elsewhere = 'elsewhere';
const mostMembers = 200;
const mostMonths = 1200;

const members: Record<CountName, { kind: OrganizationKind; chainPosition?: ChainPosition }> = {
  upstream: { kind: 'enterprise', chainPosition: 'upstream' },
  midstream: { kind: 'enterprise', chainPosition: 'midstream' },
  downstream: { kind: 'enterprise', chainPosition: 'downstream' },
  university: { kind: 'university' },
  institute: { kind: 'research_institute' },
  other: { kind: 'other' },
};

/** What the address says; nothing asked yet where it says nothing. */
export function readCheck(params: URLSearchParams): { asked: boolean; values: CheckValues } {
  const read = (name: CheckField) => (params.get(name) ?? '').normalize('NFKC').trim();
  const values = Object.fromEntries(checkFields.map((name) => [name, read(name)])) as CheckValues;
  return { asked: params.has('lead'), values };
}

const whole = (text: string) => (/^\d{1,4}$/.test(text) ? Number(text) : null);

/** The question for the API, or what has to be mended first. */
export function checkBody(
  values: CheckValues,
): { ok: true; body: EligibilityCheck } | { ok: false; errors: CheckErrors } {
  const errors: CheckErrors = {};
  if (values.policy === '') errors.policy = m['site.check.error.policy']();
  if (!ORGANIZATION_KINDS.some((kind) => kind === values.lead)) errors.lead = m['site.check.error.lead']();
  if (values.division === '') errors.division = m['site.check.error.division']();
  const division = values.division === elsewhere ? values.code : values.division;
  if (values.division !== '' && !parseDivision(division).ok)
    errors[values.division === elsewhere ? 'code' : 'division'] = m['site.check.error.code']();

  const offered: EligibilityCheck['members'] = [];
  for (const name of counts) {
    const count = values[name] === '' ? 0 : whole(values[name]);
    if (count === null || count > mostMembers) errors[name] = m['site.check.error.count']({ most: mostMembers });
    else for (let i = 0; i < count; i += 1) offered.push(members[name]);
  }
  if (offered.length > mostMembers) errors.upstream ??= m['site.check.error.total']({ most: mostMembers });
  const months = values.months === '' ? undefined : whole(values.months);
  if (months === null || (months !== undefined && (months < 1 || months > mostMonths)))
    errors.months = m['site.check.error.months']({ most: mostMonths });

  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    body: {
      policy: { id: values.policy },
      lead: { kind: values.lead as OrganizationKind, divisionCode: division },
      members: offered,
      ...(typeof months === 'number' ? { validityMonths: months } : {}),
    },
  };
}

/** Where on the form a field is to which the API's pointer belongs. */
export const pointers: Record<string, CheckField> = {
  '/policy/id': 'policy',
  '/lead/kind': 'lead',
  '/lead/divisionCode': 'division',
  '/members': 'upstream',
  '/validityMonths': 'months',
};
