import type { OrganizationRole } from '@lianchuang/domain/organizations';
import { m } from '#lib/paraglide/messages.js';

/** What somebody may do for an organization. */
export const roleWords: Readonly<Record<OrganizationRole, () => string>> = {
  owner: m['apply.people.role.owner'],
  signatory: m['apply.people.role.signatory'],
  editor: m['apply.people.role.editor'],
  viewer: m['apply.people.role.viewer'],
};
