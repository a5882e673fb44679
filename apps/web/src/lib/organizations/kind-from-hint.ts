import type { UsccHint } from '@lianchuang/domain/identifiers';
import type { OrganizationKind } from '@lianchuang/domain/organizations';

/** What a credit code suggests; a public institution may be a university or an institute, so that is left to people. */
export const kindFromHint: Partial<Record<UsccHint, OrganizationKind>> = {
  enterprise: 'enterprise',
  government: 'government',
  social_organization: 'association',
};
