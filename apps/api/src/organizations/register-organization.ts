import type { OrganizationView, RegisterOrganization } from '@lianchuang/contract/organizations';
import { commit } from '@lianchuang/db/commit';
import { newId } from '@lianchuang/db/ids';
import { homeJurisdiction } from '@lianchuang/db/organizations/read';
import { insertOrganization, insertPerson } from '@lianchuang/db/organizations/write';
import { JURISDICTIONS, ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { isFictional } from '@lianchuang/domain/organizations';
import type { SignedAsk } from '../http/context.ts';
import { organizationView } from './views.ts';

/** Registers an organization; whoever does it becomes its owner, who may also sign for it. */
export async function registerOrganization(
  ask: SignedAsk,
  body: RegisterOrganization,
): Promise<Result<OrganizationView>> {
  const { db, viewer, now, keyed } = ask;
  const id = newId('organization');
  const served = JURISDICTIONS.map((each) => each.code);
  const organization = {
    ...body,
    id,
    jurisdiction: homeJurisdiction(body.divisionCode, served),
    fictional: isFictional(body.uscc),
  };
  const record = { ...organization, version: 1, chainHash: null, createdAt: now, updatedAt: now };
  const view = organizationView(record, { ...viewer, organizations: [{ id, role: 'owner' }] });
  const done = await commit(db, {
    subject: { table: 'organizations', id, chainHash: null },
    expectedVersion: 0,
    jurisdiction: organization.jurisdiction,
    action: 'organization.register',
    actor: { id: viewer.userId, name: viewer.name, organization: body.name },
    at: now,
    payload: { uscc: body.uscc, name: body.name, kind: body.kind, divisionCode: body.divisionCode },
    statements: [
      insertOrganization(db, organization, now),
      insertPerson(db, organization, viewer.userId, 'owner', now),
    ],
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 201, body: JSON.stringify(view) } }),
  });
  if (done.ok) return ok(view);
  return refuse({ code: done.refusal.code === 'conflict' ? 'organization.uscc-taken' : 'stale-version' });
}
