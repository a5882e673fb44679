import type { FilingView } from '@lianchuang/contract/filings';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';

type Part = { value: string; text: string };

/** The parts of a filing that a correction can point to, in the order of the page. */
export function partsOf(filing: FilingView): Part[] {
  return [
    { value: '', text: m['admin.filing.part.whole']() },
    { value: '/consortiumName', text: m['admin.filing.part.consortiumName']() },
    { value: '/summary', text: m['admin.filing.part.summary']() },
    { value: '/industryCode', text: m['admin.filing.part.industryCode']() },
    { value: '/divisionCode', text: m['admin.filing.part.divisionCode']() },
    { value: '/validityMonths', text: m['admin.filing.part.validityMonths']() },
    { value: '/members', text: m['admin.filing.part.members']() },
    ...filing.members.map(({ organization }, at) => ({
      value: `/members/${at}`,
      text: m['admin.filing.part.member']({ name: organization.name }),
    })),
    { value: '/topics', text: m['admin.filing.part.topics']() },
    ...filing.topics.map(({ title }, at) => ({
      value: `/topics/${at}`,
      text: m['admin.filing.part.topic']({ at: at + 1, title }),
    })),
    { value: '/mechanisms', text: m['admin.filing.part.mechanisms']() },
    ...filing.mechanisms.map(({ kind }, at) => ({
      value: `/mechanisms/${at}`,
      text: m['admin.filing.part.mechanism']({ kind: label('mechanism', kind) }),
    })),
    { value: '/plan', text: m['admin.filing.part.plan']() },
    { value: '/plan/goals', text: m['admin.filing.part.goals']() },
    { value: '/plan/intellectualProperty', text: m['admin.filing.part.intellectualProperty']() },
    { value: '/plan/talent', text: m['admin.filing.part.talent']() },
    { value: '/plan/diffusion', text: m['admin.filing.part.diffusion']() },
    { value: '/plan/milestones', text: m['admin.filing.part.milestones']() },
    { value: '/plan/funding', text: m['admin.filing.part.funding']() },
    { value: '/materials', text: m['materials.office.title']() },
    { value: '/declarations', text: m['admin.filing.part.declarations']() },
  ];
}

/** Where a correction points, in words; a part that is gone keeps its pointer. */
export function partWord(filing: FilingView, pointer: string): string {
  return partsOf(filing).find(({ value }) => value === pointer)?.text ?? pointer;
}
