import { ok, refuse, type Result } from '../kernel/index.ts';
import type { OrganizationRole } from './organization.ts';

/** What a colleague may be asked in as; another owner is made by nobody yet. */
export const INVITED_ROLES = ['signatory', 'editor', 'viewer'] as const;
export type InvitedRole = (typeof INVITED_ROLES)[number];

/** How long a link for a colleague works, in days. */
export const INVITATION_DAYS = 7;

/** Who works for an organization here. */
export type OrganizationPerson = { readonly userId: string; readonly role: OrganizationRole };

export type PeopleRefusal =
  { readonly code: 'not-allowed' } | { readonly code: 'not-found' } | { readonly code: 'organization.last-owner' };

/** Only an owner asks colleagues in and shows them out. */
export const managesPeople = (role: OrganizationRole | undefined): boolean => role === 'owner';

/** Whether somebody may be taken out: by an owner, or by oneself; never the last owner. */
export function decideRemoval(
  people: readonly OrganizationPerson[],
  actor: string,
  userId: string,
): Result<OrganizationPerson, PeopleRefusal> {
  const role = people.find((each) => each.userId === actor)?.role;
  if (!managesPeople(role) && actor !== userId) return refuse({ code: 'not-allowed' });
  const person = people.find((each) => each.userId === userId);
  if (person === undefined) return refuse({ code: 'not-found' });
  const owners = people.filter((each) => each.role === 'owner');
  if (person.role === 'owner' && owners.length === 1) return refuse({ code: 'organization.last-owner' });
  return ok(person);
}
