import type { FilingView } from '@lianchuang/contract/filings';
import type { InvitationView } from '@lianchuang/contract/invitations';
import type { PassOn, PassView } from '@lianchuang/contract/signing';
import { commit } from '@lianchuang/db/commit';
import { findFiling, findFilingForJob, type FoundFiling } from '@lianchuang/db/filings/read';
import { findPass, type PassRecord } from '@lianchuang/db/filings/signing';
import { insertPass, usePass } from '@lianchuang/db/filings/signing-writes';
import { newId, newToken, sha256 } from '@lianchuang/db/ids';
import { findOwnOrganization, findOrganizationOfPass } from '@lianchuang/db/organizations/read';
import { ENDED, mayPassAs, PASS_DAYS, rolesOn, stronger, type FilingMember } from '@lianchuang/domain/filings';
import { maskContact } from '@lianchuang/domain/identifiers';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { Viewer } from '@lianchuang/domain/organizations';
import type { Ask, SignedAsk } from '../http/context.ts';
import { completeCase } from './case.ts';
import { unsaved } from './save.ts';
import { passView } from './signing-view.ts';
import { filingView } from './views.ts';

const DAY = 86_400_000;
/** Addresses are one whatever their case. */
const addressHash = (token: string, address: string) => sha256(`${token} ${address.trim().toLowerCase()}`);

/** Makes a link by which the right colleague, and nobody else, comes into the member’s organization. */
export async function passOn(ask: SignedAsk, id: string, memberId: string, body: PassOn): Promise<Result<PassView>> {
  const { db, viewer, now, keyed } = ask;
  const found = await findFiling(db, viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  if (rolesOn(found.filing, viewer).size === 0) return refuse({ code: 'not-found' });
  const member = found.filing.members.find((each) => each.id === memberId);
  if (member === undefined) return refuse({ code: 'not-found' });
  const organization = await findOwnOrganization(db, viewer, member.organizationId ?? '');
  const held = viewer.organizations.find((each) => each.id === organization?.id)?.role;
  if (organization === undefined || !mayPassAs(held).includes(body.role)) return refuse({ code: 'not-allowed' });
  if (ENDED.includes(found.filing.status))
    return refuse({ code: 'filing.wrong-state', action: 'sign', status: found.filing.status });
  const token = newToken();
  const pass: PassRecord = {
    id: newId('pass'),
    jurisdiction: organization.jurisdiction,
    filingId: id,
    memberId,
    organizationId: organization.id,
    role: body.role,
    token,
    addressHash: await addressHash(token, body.email),
    addressHint: maskContact(body.email),
    note: body.note ?? null,
    madeBy: viewer.userId,
    expiresAt: now + PASS_DAYS * DAY,
    usedAt: null,
  };
  const view = passView(ask, pass);
  const done = await commit(db, {
    subject: { table: 'organizations', id: organization.id, chainHash: organization.chainHash },
    expectedVersion: organization.version,
    jurisdiction: organization.jurisdiction,
    action: 'organization.pass_on',
    actor: { id: viewer.userId, name: viewer.name, organization: organization.name },
    at: now,
    payload: { filingId: id, memberId, passId: pass.id, role: pass.role },
    statements: [insertPass(db, pass)],
    quotas: await ask.quotas('filing.pass_on', organization.id),
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 201, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : unsaved(done.refusal);
}

type OpenPass = { readonly pass: PassRecord; readonly found: FoundFiling; readonly member: FilingMember };

/** A link for a colleague that still works: unused, in time, and its organization still takes part. */
export async function openPass(ask: Ask, token: string): Promise<OpenPass | undefined> {
  const pass = await findPass(ask.db, token);
  if (pass === undefined || pass.usedAt !== null || pass.expiresAt <= ask.now) return undefined;
  const found = await findFilingForJob(ask.db, pass.filingId);
  const member = found?.filing.members.find((each) => each.id === pass.memberId);
  const works = member?.organizationId === pass.organizationId && !ENDED.includes(found?.filing.status ?? 'withdrawn');
  return found === undefined || member === undefined || !works ? undefined : { pass, found, member };
}

/** What the colleague who was handed a link may know before coming in. */
export async function passInvitation(
  { pass, found, member }: OpenPass,
  viewer: Viewer | null,
  email: string | undefined,
): Promise<InvitationView> {
  const meant = email !== undefined && (await addressHash(pass.token, email)) === pass.addressHash;
  return {
    filingId: found.filing.id,
    consortiumName: found.filing.content.consortiumName,
    lead: found.filing.lead.name,
    member: { uscc: member.uscc, name: member.name, kind: member.kind },
    state: viewer === null ? 'sign-in' : meant ? 'ready' : 'other-person',
    colleague: { role: pass.role, to: pass.addressHint, note: pass.note },
  };
}

/** Brings the colleague into the organization in the role that was chosen; the link then works no more. */
export async function acceptPass(
  ask: SignedAsk,
  { pass, found }: OpenPass,
  email: string,
): Promise<Result<FilingView>> {
  const { db, viewer, now, keyed } = ask;
  if ((await addressHash(pass.token, email)) !== pass.addressHash)
    return refuse({ code: 'filing.invitation-other-person' });
  const organization = await findOrganizationOfPass(db, pass.organizationId);
  if (organization === undefined) return refuse({ code: 'filing.no-invitation' });
  const held = viewer.organizations.find((each) => each.id === organization.id)?.role;
  const role = stronger(held, pass.role);
  const others = viewer.organizations.filter((each) => each.id !== organization.id);
  const joined: SignedAsk = {
    ...ask,
    viewer: { ...viewer, organizations: [...others, { id: organization.id, role }] },
  };
  const view = filingView(joined, await completeCase(joined, found));
  const done = await commit(db, {
    subject: { table: 'organizations', id: organization.id, chainHash: organization.chainHash },
    expectedVersion: organization.version,
    jurisdiction: organization.jurisdiction,
    action: 'organization.join',
    actor: { id: viewer.userId, name: viewer.name, organization: organization.name },
    at: now,
    payload: { filingId: pass.filingId, passId: pass.id, role, passedOnBy: pass.madeBy },
    statements: usePass(db, pass, viewer.userId, role, now),
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 200, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : unsaved(done.refusal);
}
