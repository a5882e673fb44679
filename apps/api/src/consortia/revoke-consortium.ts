import type { ActionView } from '@lianchuang/contract/actions';
import type { ConsortiumView } from '@lianchuang/contract/consortia';
import { commit } from '@lianchuang/db/commit';
import { findConsortium } from '@lianchuang/db/consortia/read';
import { changeStatus } from '@lianchuang/db/consortia/write';
import { listEventsOf } from '@lianchuang/db/events/read';
import { statusAt } from '@lianchuang/domain/consortia';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { Viewer } from '@lianchuang/domain/organizations';
import type { SignedAsk } from '../http/context.ts';
import { jurisdictionView } from '../wording/places.ts';
import { consortiumView } from './views.ts';

type Found = NonNullable<Awaited<ReturnType<typeof findConsortium>>>;

/** A director of the jurisdiction, unless of a member or the lead (回避). */
function mayRevoke(viewer: Viewer, { record, members }: Found): boolean {
  const own = viewer.organizations.map((each) => each.id);
  const isParty = members.some((each) => each.organizationId !== null && own.includes(each.organizationId));
  return (
    !isParty &&
    viewer.offices.some((office) => office.jurisdiction === record.jurisdiction && office.role === 'director')
  );
}

/** What the caller may do with a registration now. */
export async function consortiumActions(
  ask: SignedAsk,
  id: string,
): Promise<Result<{ version: number; actions: ActionView[] }>> {
  const found = await findConsortium(ask.db, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { record } = found;
  const open = ['in_force', 'expired'].includes(statusAt(record, ask.now));
  const label = ask.locale === 'zh' ? '撤销登记' : 'Revoke';
  const actions = open && mayRevoke(ask.viewer, found) ? [{ name: 'revoke', label, requires: ['reason'] }] : [];
  return ok({ version: record.version, actions });
}

/** Revokes a registration with a reason that becomes public (评价不合格，取消备案资格). */
export async function revokeConsortium(
  ask: SignedAsk,
  id: string,
  version: number | null | undefined,
  reason: string,
): Promise<Result<ConsortiumView>> {
  const { db, now, viewer, locale, keyed } = ask;
  const found = await findConsortium(db, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { record, members } = found;
  if (!mayRevoke(viewer, found)) return refuse({ code: 'not-allowed' });
  const status = statusAt(record, now);
  if (status !== 'in_force' && status !== 'expired') return refuse({ code: 'consortium.wrong-state', status });
  if (version === null || (version !== undefined && version !== record.version))
    return refuse({ code: 'stale-version' });
  const events = await listEventsOf(db, record.filingId === null ? [id] : [record.filingId, id]);
  const organization = jurisdictionView(record.jurisdiction, 'zh').office;
  const event = { action: 'consortium.revoke', at: now, actorOrganization: organization, payload: { reason } };
  const next = { ...record, status: 'revoked' as const, version: record.version + 1 };
  const view = consortiumView(next, members, [...events, event], now, locale);
  const done = await commit(db, {
    subject: { table: 'consortia', id, chainHash: record.chainHash },
    expectedVersion: record.version,
    jurisdiction: record.jurisdiction,
    action: event.action,
    actor: { id: viewer.userId, name: viewer.name, organization },
    at: now,
    payload: { reason, from: status, to: 'revoked' },
    statements: changeStatus(db, record, 'revoked'),
    outbox: [{ kind: 'consortium.index', payload: { consortiumId: id } }],
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 200, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : refuse({ code: 'stale-version' });
}
