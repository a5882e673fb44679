import type { FilingView } from '@lianchuang/contract/filings';
import { label, labels } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';

export type NamedPlace = { value: string; text: string };

function memberPlaces({ members }: FilingView): NamedPlace[] {
  return members.flatMap(({ id, organization: { name } }) => [
    { value: `/members/${id}`, text: m['admin.filing.part.member']({ name }) },
    { value: `/members/${id}/duties`, text: m['admin.filing.part.member_duties']({ name }) },
    { value: `/members/${id}/contributions`, text: m['admin.filing.part.member_contributions']({ name }) },
  ]);
}

function planPlaces({ plan }: FilingView): NamedPlace[] {
  return [
    { value: '/plan', text: m['admin.filing.part.plan']() },
    { value: '/plan/goals', text: m['admin.filing.part.goals']() },
    { value: '/plan/intellectualProperty', text: m['admin.filing.part.intellectualProperty']() },
    { value: '/plan/talent', text: m['admin.filing.part.talent']() },
    { value: '/plan/diffusion', text: m['admin.filing.part.diffusion']() },
    { value: '/plan/milestones', text: m['admin.filing.part.milestones']() },
    ...plan.milestones.map(({ title }, at) => ({
      value: `/plan/milestones/${at}`,
      text: m['admin.filing.part.milestone']({ at: at + 1, title }),
    })),
    { value: '/plan/funding', text: m['admin.filing.part.funding']() },
    ...plan.funding.map(({ year, source }, at) => ({
      value: `/plan/funding/${at}`,
      text: m['admin.filing.part.funding_row']({ year, source: label('fundingSource', source) }),
    })),
  ];
}

/** The places of a filing that a correction can point at, in the order of the page. */
export function namedPlaces(filing: FilingView): NamedPlace[] {
  return [
    { value: '', text: m['admin.filing.part.whole']() },
    { value: '/consortiumName', text: m['admin.filing.part.consortiumName']() },
    { value: '/summary', text: m['admin.filing.part.summary']() },
    { value: '/industryCode', text: m['admin.filing.part.industryCode']() },
    { value: '/divisionCode', text: m['admin.filing.part.divisionCode']() },
    { value: '/validityMonths', text: m['admin.filing.part.validityMonths']() },
    { value: '/members', text: m['admin.filing.part.members']() },
    ...memberPlaces(filing),
    { value: '/topics', text: m['admin.filing.part.topics']() },
    ...filing.topics.map(({ title }, at) => ({
      value: `/topics/${at}`,
      text: m['admin.filing.part.topic']({ at: at + 1, title }),
    })),
    { value: '/mechanisms', text: m['admin.filing.part.mechanisms']() },
    ...labels('mechanism').map(({ value, text }) => ({
      value: `/mechanisms/${value}`,
      text: m['admin.filing.part.mechanism']({ kind: text }),
    })),
    ...planPlaces(filing),
    { value: '/declarations', text: m['admin.filing.part.declarations']() },
  ];
}

/** A place in words: its own, or those of what it lies in; words only where nothing is opened. */
export function placeWord(filing: FilingView, place: string | null): string {
  if (place === null) return m['admin.filing.part.words']();
  const named = namedPlaces(filing);
  for (let at = place; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = named.find(({ value }) => value === at);
    if (found || at === '') return found?.text ?? place;
  }
}
