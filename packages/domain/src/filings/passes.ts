import { ORGANIZATION_ROLES, type OrganizationRole } from '../organizations/index.ts';

/** Roles in which a colleague may be brought into the own organization; another owner is none of them. */
export const PASSED_ROLES = ['signatory', 'editor', 'viewer'] as const;
export type PassedRole = (typeof PASSED_ROLES)[number];

/** How long a link for a colleague works. */
export const PASS_DAYS = 14;

/** The roles in which somebody may bring a colleague in: nobody gives more than they hold, and who only reads gives nothing. */
export function mayPassAs(held: OrganizationRole | undefined): readonly PassedRole[] {
  switch (held) {
    case 'owner':
    case 'signatory':
      return PASSED_ROLES;
    case 'editor':
      return ['editor', 'viewer'];
    default:
      return [];
  }
}

/** The stronger of two roles: a link never takes anything away. */
export const stronger = <R extends OrganizationRole>(held: R | undefined, given: R): R =>
  held !== undefined && ORGANIZATION_ROLES.indexOf(held) < ORGANIZATION_ROLES.indexOf(given) ? held : given;
