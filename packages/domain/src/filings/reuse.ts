import { isWithin } from '../divisions/index.ts';
import { findIndustry } from '../industries/index.ts';
import type { Day } from '../kernel/index.ts';
import type { Filing, FilingContent, FilingMember } from './filing.ts';

/** What an earlier filing said that a new draft does not take over. */
export const LEFT_BEHIND = ['industry', 'division', 'milestones', 'funding', 'declarations', 'waivers'] as const;
export type LeftBehind = (typeof LEFT_BEHIND)[number];

export type Reused = {
  readonly content: FilingContent;
  readonly members: readonly Omit<FilingMember, 'id' | 'organizationId' | 'signature'>[];
  readonly left: readonly LeftBehind[];
};

/**
 * What a new draft in a jurisdiction takes over from an earlier filing of its lead, and what stays behind: places and industries
 * of another city, milestones and money of days gone by, and what somebody vouched for then: declarations, waivers, signatures.
 */
export function reuse(
  earlier: Pick<Filing, 'content' | 'members' | 'waivers'>,
  jurisdiction: string,
  today: Day,
): Reused {
  const { content } = earlier;
  const { industryCode, divisionCode, plan } = content;
  const hasIndustry = industryCode !== null && findIndustry(industryCode)?.jurisdiction === jurisdiction;
  const hasDivision = divisionCode !== null && isWithin(divisionCode, jurisdiction);
  const milestones = plan.milestones.filter(({ dueOn }) => dueOn >= today);
  const funding = plan.funding.filter(({ year }) => year >= Number(today.slice(0, 4)));
  const gone: Record<LeftBehind, boolean> = {
    industry: industryCode !== null && !hasIndustry,
    division: divisionCode !== null && !hasDivision,
    milestones: milestones.length < plan.milestones.length,
    funding: funding.length < plan.funding.length,
    declarations: Object.keys(content.declarations).length > 0,
    waivers: earlier.waivers.length > 0,
  };
  return {
    content: {
      ...content,
      industryCode: hasIndustry ? industryCode : null,
      divisionCode: hasDivision ? divisionCode : null,
      plan: { ...plan, milestones, funding },
      declarations: {},
    },
    members: earlier.members.map(({ uscc, name, kind, chainPosition, duties, contributions }) => ({
      uscc,
      name,
      kind,
      chainPosition,
      duties,
      contributions,
    })),
    left: LEFT_BEHIND.filter((each) => gone[each]),
  };
}
