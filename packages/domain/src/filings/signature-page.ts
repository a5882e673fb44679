import type { Viewer } from '../organizations/index.ts';
import { SIGNATURE_PAGES, type Material, type PolicyVersion } from '../policies/index.ts';
import { rolesOn } from './actor.ts';
import type { Filing, FilingMember } from './filing.ts';
import { canonicalJson } from './signed-text.ts';

/** Where a party’s stamped page comes back to; undefined where the policy version takes none. */
export function signaturePagePlace(
  { materials }: Pick<PolicyVersion, 'materials'>,
  memberId: string | null,
): Material | undefined {
  const wanted = memberId === null ? SIGNATURE_PAGES.lead : SIGNATURE_PAGES.member;
  return materials.find(({ id }) => id === wanted);
}

/**
 * The text whose SHA-256 a printed signature page names: what the party answers for, so that the page falls when its signature
 * would. A member’s rests on the common part and its own; the lead’s on the common part and everybody’s. Evidence is in neither:
 * a scan that comes back voids no other page.
 */
export function signaturePageText(
  { lead, partHashes }: Pick<Filing, 'partHashes' | 'lead'>,
  member: Pick<FilingMember, 'uscc'> | null,
): string {
  const { common, own } = partHashes;
  return member === null
    ? canonicalJson({ form: 'lianchuang-lead-page-1', uscc: lead.uscc, common, own: { ...own } })
    : canonicalJson({ form: 'lianchuang-page-1', uscc: member.uscc, common, own: own[member.uscc] });
}

/** Whether somebody may print a party’s page: the lead every one, a member’s people their own. */
export function mayPrintPage(filing: Parameters<typeof rolesOn>[0], viewer: Viewer, memberId: string | null): boolean {
  if (rolesOn(filing, viewer).has('lead_viewer')) return true;
  const organizationId = filing.members.find(({ id }) => id === memberId)?.organizationId ?? null;
  return organizationId !== null && viewer.organizations.some(({ id }) => id === organizationId);
}
