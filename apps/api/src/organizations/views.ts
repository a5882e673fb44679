import type { OrganizationView } from '@lianchuang/contract/organizations';
import type { OrganizationRecord } from '@lianchuang/db/organizations/read';
import type { Viewer } from '@lianchuang/domain/organizations';
import { divisionView } from '../wording/places.ts';

/** An organization as its own people see it. */
export function organizationView(record: OrganizationRecord, viewer: Viewer): OrganizationView {
  const { id, uscc, name, kind, divisionCode, fictional, version } = record;
  const role = viewer.organizations.find((each) => each.id === id)?.role ?? null;
  return { id, uscc, name, kind, division: divisionView(divisionCode), role, fictional, version };
}
