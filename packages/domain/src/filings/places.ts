import { MECHANISM_KINDS, type PolicyVersion } from '../policies/index.ts';
import type { Filing, Place } from './filing.ts';

const PLAIN = ['consortiumName', 'summary', 'industryCode', 'divisionCode', 'validityMonths'] as const;
const PLAN_TEXTS = ['goals', 'intellectualProperty', 'talent', 'diffusion'] as const;
const ROWS = {
  topics: ['title', 'objective', 'indicators'],
  milestones: ['title', 'dueOn', 'indicator'],
  funding: ['source', 'year', 'amountFen'],
} as const;
const MEMBER = ['name', 'kind', 'chainPosition', 'duties', 'contributions'] as const;
const CONTRIBUTION = ['kind', 'text', 'amountFen'];
/** What a filing has and nobody edits as text: pointing there asks for words, it opens nothing. */
const FIXED = ['lead', 'policy', 'jurisdiction', 'check', 'waivers', 'signatures', 'timeline', 'opinion', 'publicity'];

type Rules = Pick<PolicyVersion, 'rules' | 'materials'>;
type Written = Pick<Filing, 'content' | 'members' | 'attachments'>;
const join = (...parts: readonly string[]): Place => parts.map((each) => `/${each}`).join('');
const includes = (known: readonly string[], given: string | undefined): boolean =>
  given !== undefined && known.includes(given);

function rowPlace(
  above: readonly string[],
  count: number,
  fields: readonly string[],
  [index, field, ...more]: string[],
): Place | undefined {
  if (index === undefined) return join(...above);
  if (!/^\d{1,3}$/.test(index) || Number(index) >= count || more.length > 0) return undefined;
  if (field === undefined) return join(...above, String(Number(index)));
  return includes(fields, field) ? join(...above, String(Number(index)), field) : undefined;
}

function memberPlace({ members }: Written, [key, ...inner]: string[]): Place | null | undefined {
  if (key === undefined) return '/members';
  const member = members.find((each, at) => key === each.id || key === each.uscc || key === String(at));
  if (member === undefined) return undefined;
  // In views name and kind stand below `organization`.
  const [field, ...more] = inner[0] === 'organization' ? inner.slice(1) : inner;
  if (field === undefined || field === 'uscc' || field === 'id') return join('members', member.id);
  if (field === 'signature' || field === 'invitation') return null;
  if (field === 'contributions')
    return rowPlace(['members', member.id, field], member.contributions.length, CONTRIBUTION, more);
  return includes(MEMBER, field) && more.length === 0 ? join('members', member.id, field) : undefined;
}

function planPlace({ content: { plan } }: Written, [part, ...inner]: string[]): Place | undefined {
  if (part === undefined) return '/plan';
  if (part === 'milestones') return rowPlace(['plan', part], plan.milestones.length, ROWS.milestones, inner);
  if (part === 'funding') return rowPlace(['plan', part], plan.funding.length, ROWS.funding, inner);
  return includes(PLAN_TEXTS, part) && inner.length === 0 ? join('plan', part) : undefined;
}

function mechanismPlace({ content }: Written, [key]: string[]): Place | undefined {
  if (key === undefined) return '/mechanisms';
  const kind = content.mechanisms[Number(key)]?.kind ?? key;
  return includes(MECHANISM_KINDS, kind) ? join('mechanisms', kind) : undefined;
}

/** A material of the checklist, or the one that a file was handed in for. */
function materialPlace({ attachments }: Written, { materials }: Rules, key: string | undefined): Place | undefined {
  if (key === undefined) return '/materials';
  const id = attachments.find((each) => each.id === key)?.materialId ?? key;
  return materials.some((each) => each.id === id) ? join('materials', id) : undefined;
}

/** Keys of the statements that a policy asks for or the filing has. */
function declared({ content }: Written, policy: Rules): string[] {
  const asked = policy.rules.flatMap(({ parameters }) =>
    'key' in parameters && parameters.key !== undefined ? [parameters.key] : [],
  );
  return [...new Set([...asked, ...Object.keys(content.declarations)])];
}

function partsOf(pointer: string): string[] {
  const parts = pointer
    .replace(/^#/, '')
    .split('/')
    .map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'))
    .filter((each) => each !== '');
  return parts[0] === 'content' ? parts.slice(1) : parts;
}

/**
 * The place that a pointer names, however it is spelled: null for what a filing has but nobody edits, undefined when a filing
 * has no such thing.
 */
export function placeAt(pointer: string, filing: Written, policy: Rules): Place | null | undefined {
  const [head, ...inner] = partsOf(pointer);
  if (head === undefined) return '';
  if (includes(PLAIN, head)) return inner.length === 0 ? join(head) : undefined;
  switch (head) {
    case 'topics':
      return rowPlace(['topics'], filing.content.topics.length, ROWS.topics, inner);
    case 'mechanisms':
      return mechanismPlace(filing, inner);
    case 'plan':
      return planPlace(filing, inner);
    case 'members':
      return memberPlace(filing, inner);
    case 'materials':
    case 'attachments':
      return materialPlace(filing, policy, inner[0]);
    case 'declarations':
      if (inner[0] === undefined) return '/declarations';
      return includes(declared(filing, policy), inner[0]) ? join('declarations', inner[0]) : undefined;
    default:
      return includes(FIXED, head) ? null : undefined;
  }
}

/** Every place that can be pointed at, in the order of the form; fields inside of rows are left out. */
export function placesOf(filing: Written, policy: Rules): Place[] {
  const { topics, plan } = filing.content;
  const rows = (at: Place, list: readonly unknown[]) => [at, ...list.map((_, index) => `${at}/${index}`)];
  return [
    '',
    ...PLAIN.map((each) => join(each)),
    '/members',
    ...filing.members.flatMap(({ id }) => [join('members', id), ...MEMBER.map((field) => join('members', id, field))]),
    ...rows('/topics', topics),
    '/mechanisms',
    ...MECHANISM_KINDS.map((kind) => join('mechanisms', kind)),
    '/plan',
    ...PLAN_TEXTS.map((each) => join('plan', each)),
    ...rows('/plan/milestones', plan.milestones),
    ...rows('/plan/funding', plan.funding),
    '/declarations',
    ...declared(filing, policy).map((key) => join('declarations', key)),
    '/materials',
    ...policy.materials.map(({ id }) => join('materials', id)),
  ];
}

/** Whether a place lies in another, or is it. */
export function liesIn(place: Place, around: Place): boolean {
  return around === '' || place === around || place.startsWith(`${around}/`);
}
