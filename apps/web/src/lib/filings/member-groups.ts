import type { FilingMemberView } from '@lianchuang/contract/filings';
import type { OrganizationKind } from '@lianchuang/domain/organizations';
import { m } from '#lib/paraglide/messages.js';

export type MemberGroup = { id: string; title: string; members: FilingMemberView[] };

const ACADEMIC: readonly OrganizationKind[] = ['university', 'research_institute'];

/** Members as people speak of them: chain enterprises, universities and institutes, the others. */
export function memberGroups(members: readonly FilingMemberView[]): MemberGroup[] {
  const isChain = (each: FilingMemberView) => each.chainPosition !== null;
  const isAcademic = (each: FilingMemberView) => !isChain(each) && ACADEMIC.includes(each.organization.kind);
  return [
    { id: 'chain', title: m['apply.members.group.chain'](), members: members.filter(isChain) },
    { id: 'academic', title: m['apply.members.group.academic'](), members: members.filter(isAcademic) },
    {
      id: 'other',
      title: m['apply.members.group.other'](),
      members: members.filter((each) => !isChain(each) && !isAcademic(each)),
    },
  ];
}
