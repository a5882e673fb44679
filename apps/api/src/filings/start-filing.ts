import type { FilingView, StartFiling } from '@lianchuang/contract/filings';
import { commit } from '@lianchuang/db/commit';
import { rehashed } from '@lianchuang/db/filings/hashes';
import { insertFiling, insertMember } from '@lianchuang/db/filings/write';
import { newId } from '@lianchuang/db/ids';
import { findOwnOrganization } from '@lianchuang/db/organizations/read';
import type { Filing } from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { findPolicy } from '@lianchuang/domain/policies';
import { beginning } from './beginning.ts';
import { unsaved } from './save.ts';
import { filingView } from './views.ts';

/** Starts a draft under the newest version of a policy, led by one of the caller's organizations: empty, or from an earlier filing. */
export async function startFiling(ask: SignedAsk, body: StartFiling): Promise<Result<FilingView>> {
  const { db, viewer, now, keyed, quotas } = ask;
  const policy = findPolicy(body.policyId);
  if (policy === undefined) {
    return refuse({ code: 'invalid-input', errors: [{ pointer: '/policyId', code: 'not-in-list' }] });
  }
  const lead = await findOwnOrganization(db, viewer, body.organizationId);
  if (lead === undefined) {
    return refuse({ code: 'invalid-input', errors: [{ pointer: '/organizationId', code: 'not-in-list' }] });
  }
  if (viewer.organizations.find((each) => each.id === lead.id)?.role === 'viewer')
    return refuse({ code: 'not-allowed' });
  const begun = await beginning(ask, { from: body.fromFilingId, leadId: lead.id, jurisdiction: policy.jurisdiction });
  if (!begun.ok) return begun;
  const { content, members, invitations, left } = begun.value;
  const draft: Filing = {
    id: newId('filing'),
    jurisdiction: policy.jurisdiction,
    policy: { id: policy.id, version: policy.version },
    status: 'draft',
    version: 1,
    lead: {
      organizationId: lead.id,
      uscc: lead.uscc,
      name: lead.name,
      kind: lead.kind,
      divisionCode: lead.divisionCode,
    },
    content,
    contentHash: '',
    partHashes: { common: '', own: {} },
    members,
    attachments: [],
    waivers: [],
    clock: null,
    correction: null,
    publicity: null,
    opinion: null,
    decisionReason: null,
    createdAt: now,
    submittedAt: null,
    consortiumId: null,
  };
  const filing = await rehashed(draft);
  const found = {
    filing,
    chainHash: null,
    updatedAt: now,
    registrationNumber: null,
    invitations,
  };
  const payload = {
    policy: filing.policy,
    ...(body.fromFilingId === undefined ? {} : { fromFilingId: body.fromFilingId, left }),
  };
  const { userId: actorId, name: actorName } = viewer;
  const events = [{ action: 'filing.start', at: now, actorId, actorName, actorOrganization: lead.name, payload }];
  const view = filingView(ask, {
    found,
    events,
    files: [],
    notice: undefined,
    objections: { open: 0, upheld: 0 },
    texts: new Map(),
  });
  const done = await commit(db, {
    subject: { table: 'filings', id: filing.id, chainHash: null },
    expectedVersion: 0,
    jurisdiction: filing.jurisdiction,
    action: 'filing.start',
    actor: { id: viewer.userId, name: viewer.name, organization: lead.name },
    at: now,
    payload,
    statements: [
      insertFiling(db, filing, now),
      ...members.map((each, at) => insertMember(db, filing, each, at + 1, invitations.get(each.id) ?? '')),
    ],
    quotas: await quotas('filing.start', lead.id),
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 201, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : unsaved(done.refusal);
}
