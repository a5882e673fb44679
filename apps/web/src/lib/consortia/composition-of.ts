import type { ConsortiumView } from '@lianchuang/contract/consortia';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';
import type { CompositionNames } from '#lib/ui/composition-names.ts';

type Member = ConsortiumView['members'][number];
type Side = Exclude<keyof CompositionNames, 'lead'>;

const sides: Partial<Record<Member['organization']['kind'], Side>> = {
  university: 'academic',
  research_institute: 'academic',
};
const sideOf = (member: Member): Side => member.chainPosition ?? sides[member.organization.kind] ?? 'other';

/** Who stands where today, for the picture. */
export function compositionOf({ lead, members }: Pick<ConsortiumView, 'lead' | 'members'>): CompositionNames {
  const names: CompositionNames = {
    lead: lead.name,
    upstream: [],
    midstream: [],
    downstream: [],
    academic: [],
    other: [],
  };
  for (const member of members) {
    if (member.role === 'lead' || member.leftOn !== null) continue;
    names[sideOf(member)].push(member.organization.name);
  }
  return names;
}

/** 牵头, 上游企业, 高等学校 */
export function positionWords({
  role,
  chainPosition,
  organization,
}: Pick<Member, 'role' | 'chainPosition' | 'organization'>): string {
  if (role === 'lead') return m['site.consortium.lead']();
  return chainPosition === null
    ? label('organizationKind', organization.kind)
    : m['site.consortium.chain_enterprise']({ position: label('chainPosition', chainPosition) });
}
