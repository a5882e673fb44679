import { isWithin } from '../divisions/index.ts';
import type { Viewer } from '../organizations/index.ts';
import { SEEN_BY_OFFICE, type Filing, type FilingMember, type FilingRole } from './filing.ts';
import { signatureState } from './signatures.ts';

/** The member organization on this filing for which the viewer may sign or read; signing rights win, and among them who has not signed yet. */
export function ownMember(
  filing: Pick<Filing, 'members' | 'contentHash' | 'partHashes'>,
  viewer: Viewer,
): FilingMember | null {
  const held = new Map(viewer.organizations.map((each) => [each.id, each.role]));
  const mine = filing.members.filter((each) => each.organizationId !== null && held.has(each.organizationId));
  const signable = mine.filter((each) => ['owner', 'signatory'].includes(held.get(each.organizationId ?? '') ?? ''));
  const waiting = signable.find((each) => signatureState(each, filing) !== 'current');
  return waiting ?? signable[0] ?? mine[0] ?? null;
}

function roleInLead(filing: Pick<Filing, 'lead'>, viewer: Viewer): FilingRole[] {
  switch (viewer.organizations.find((each) => each.id === filing.lead.organizationId)?.role) {
    case 'owner':
    case 'signatory':
      return ['lead_signatory', 'lead_editor', 'lead_viewer'];
    case 'editor':
      return ['lead_editor', 'lead_viewer'];
    case 'viewer':
      return ['lead_viewer'];
    case undefined:
      return [];
  }
}

function roleInOffice(
  filing: Pick<Filing, 'jurisdiction' | 'lead' | 'status' | 'submittedAt'>,
  viewer: Viewer,
): FilingRole[] {
  // A draft that was withdrawn never reached the office.
  if (filing.submittedAt === null || !SEEN_BY_OFFICE.includes(filing.status)) return [];
  return viewer.offices
    .filter((office) => office.jurisdiction === filing.jurisdiction)
    .flatMap((office): FilingRole[] => {
      if (office.role === 'recommender') {
        const division = office.divisionCode;
        return division === null || isWithin(filing.lead.divisionCode, division) ? ['recommender'] : [];
      }
      return office.role === 'clerk' || office.role === 'director' || office.role === 'auditor' ? [office.role] : [];
    });
}

/** Everything a viewer is to a filing; the empty set means that for this viewer it does not exist. */
export function rolesOn(
  filing: Pick<Filing, 'jurisdiction' | 'lead' | 'members' | 'contentHash' | 'partHashes' | 'status' | 'submittedAt'>,
  viewer: Viewer,
): ReadonlySet<FilingRole> {
  const member = ownMember(filing, viewer);
  const held = viewer.organizations.find((each) => each.id === member?.organizationId)?.role;
  const asMember: FilingRole[] =
    member === null
      ? []
      : held === 'owner' || held === 'signatory'
        ? ['member_signatory', 'member_viewer']
        : ['member_viewer'];
  const asParty = [...roleInLead(filing, viewer), ...asMember];
  // Whoever belongs to a party steps out as an officer (回避).
  return new Set(asParty.length > 0 ? asParty : roleInOffice(filing, viewer));
}

/** The clock itself: the only actor without a person. */
export const SYSTEM_ROLES: ReadonlySet<FilingRole> = new Set(['system']);

const OFFICE_ROLES: readonly FilingRole[] = ['clerk', 'director', 'auditor'];

/** Whether a viewer reads a filing for the office that keeps it; whoever belongs to a party never does (回避). */
export function readsForOffice(filing: Parameters<typeof rolesOn>[0], viewer: Viewer): boolean {
  const roles = rolesOn(filing, viewer);
  return OFFICE_ROLES.some((role) => roles.has(role));
}
