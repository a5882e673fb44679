import type { FilingView } from '@lianchuang/contract/filings';
import { wanFromFen } from '@lianchuang/domain/kernel';
import { label, labels } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';

type Parts = Pick<FilingView, 'members' | 'topics' | 'mechanisms'>;

const FIELDS: Readonly<Record<string, () => string>> = {
  consortiumName: m['admin.filing.part.consortiumName'],
  summary: m['admin.filing.part.summary'],
  industryCode: m['admin.filing.part.industryCode'],
  divisionCode: m['admin.filing.part.divisionCode'],
  validityMonths: m['admin.filing.part.validityMonths'],
  declarations: m['admin.filing.part.declarations'],
  policy: m['signing.clause.policy'],
  lead: m['signing.clause.lead'],
  attachments: m['signing.clause.files'],
};
const PLAN: Readonly<Record<string, () => string>> = {
  goals: m['admin.filing.part.goals'],
  intellectualProperty: m['admin.filing.part.intellectualProperty'],
  talent: m['admin.filing.part.talent'],
  diffusion: m['admin.filing.part.diffusion'],
  milestones: m['admin.filing.part.milestones'],
  funding: m['admin.filing.part.funding'],
};
const OF_MEMBER: Readonly<Record<string, () => string>> = {
  duties: m['signing.clause.duties'],
  contributions: m['signing.clause.contributions'],
  files: m['signing.clause.files'],
};

function memberWord({ members }: Parts, at: string | undefined, inner: string | undefined): string {
  if (at === undefined) return m['admin.filing.part.members']();
  const member = members.find(({ id }) => id === at) ?? members[Number(at)];
  if (member === undefined) return m['signing.clause.gone']();
  const { name } = member.organization;
  if (inner === undefined) return m['admin.filing.part.member']({ name });
  return m['signing.clause.member_part']({ name, part: (OF_MEMBER[inner] ?? m['signing.clause.entry'])() });
}

/** A clause in words, as people point at it; members stand by their id or by their place. */
export function clauseWord(filing: Parts, pointer: string): string {
  const [, part = '', at, inner] = pointer.split('/');
  if (pointer === '') return m['admin.filing.part.whole']();
  if (part === 'members') return memberWord(filing, at, inner);
  if (part === 'topics') {
    const topic = filing.topics[Number(at)];
    return at === undefined || topic === undefined
      ? m['admin.filing.part.topics']()
      : m['admin.filing.part.topic']({ at: Number(at) + 1, title: topic.title });
  }
  if (part === 'mechanisms') {
    const mechanism = filing.mechanisms[Number(at)];
    return at === undefined || mechanism === undefined
      ? m['admin.filing.part.mechanisms']()
      : m['admin.filing.part.mechanism']({ kind: label('mechanism', mechanism.kind) });
  }
  if (part === 'plan') return ((at === undefined ? undefined : PLAN[at]) ?? m['admin.filing.part.plan'])();
  return (FIELDS[part] ?? m['signing.clause.gone'])();
}

/** What can be talked about, in the order of the page. */
export function clauseChoices(filing: Parts): { value: string; text: string }[] {
  const pointers = [
    '',
    '/consortiumName',
    '/summary',
    '/validityMonths',
    '/topics',
    ...filing.topics.map((_, at) => `/topics/${at}`),
    '/members',
    ...filing.members.map(({ id }) => `/members/${id}`),
    '/mechanisms',
    ...filing.mechanisms.map((_, at) => `/mechanisms/${at}`),
    '/plan',
    ...Object.keys(PLAN).map((each) => `/plan/${each}`),
    '/declarations',
  ];
  return pointers.map((value) => ({ value, text: clauseWord(filing, value) }));
}

const KINDS = new Map<string, string>(
  (['organizationKind', 'chainPosition', 'contribution', 'fundingSource', 'mechanism'] as const).flatMap((kind) =>
    labels(kind).map(({ value, text }): [string, string] => [value, text]),
  ),
);

/** A value as it is read: codes in words, money in ten thousand yuan. */
export function valueWord(pointer: string, value: string | number | boolean | null): string {
  if (value === null || value === '') return m['signing.changes.nothing']();
  if (typeof value === 'boolean') return (value ? m['signing.changes.yes'] : m['signing.changes.no'])();
  if (typeof value === 'number')
    return pointer.endsWith('/amountFen') ? m['apply.money.wan']({ amount: wanFromFen(value) }) : String(value);
  return /\/(kind|chainPosition|source)$/.test(pointer) ? (KINDS.get(value) ?? value) : value;
}
