import type { FilingView } from '@lianchuang/contract/filings';
import { commit, type CommitRefusal, type Statement } from '@lianchuang/db/commit';
import type { Deadline } from '@lianchuang/db/deadlines';
import { rehashed } from '@lianchuang/db/filings/hashes';
import type { FoundFiling } from '@lianchuang/db/filings/read';
import { updateFiling } from '@lianchuang/db/filings/write';
import type { Quota } from '@lianchuang/db/quotas/quota';
import { decideEdit, EDITABLE, ownMember, rolesOn, voidedIds, type Filing } from '@lianchuang/domain/filings';
import { ok, refuse, type Refused, type Result } from '@lianchuang/domain/kernel';
import { toldBy } from '@lianchuang/domain/notifications';
import type { SignedAsk } from '../http/context.ts';
import { jurisdictionView } from '../wording/places.ts';
import { actsFor, type Case } from './case.ts';
import { withTextsOf } from './voided.ts';
import { filingView } from './views.ts';

export type Change = {
  readonly next: Filing;
  readonly action: string;
  readonly payload: Record<string, unknown>;
  readonly statements?: readonly Statement[];
  readonly outbox?: readonly { readonly kind: string; readonly payload: Record<string, unknown> }[];
  readonly found?: Partial<Pick<FoundFiling, 'invitations' | 'registrationNumber'>>;
  readonly notice?: Case['notice'];
  readonly status?: 200 | 201;
  readonly quotas?: readonly Quota[];
  /** The member that it is about, where that is not the one who did it. */
  readonly about?: string;
  /** Until when it has to come in, for what is judged by its receipt. */
  readonly deadline?: Deadline;
};

/** Why a change was not kept. What came too late is read again: the decision then says by how much. */
export function unsaved(refusal: CommitRefusal): Refused {
  switch (refusal.code) {
    case 'too-late':
      return refuse({ code: 'stale-version', late: true });
    case 'not-accepted':
      return refuse({ code: 'not-accepted' });
    case 'too-many':
      return refuse({ code: 'too-many-requests', until: refusal.until });
    case 'conflict':
      return refuse({ code: 'stale-version', constraint: refusal.constraint });
    default:
      return refuse({ code: 'stale-version' });
  }
}

const memberNamed = (filing: Filing, id: string | undefined) => filing.members.find((each) => each.id === id);

/** Commits a change of a filing in one batch and shows it as it then stands. */
export async function saveFiling(ask: SignedAsk, before: Case, change: Change): Promise<Result<FilingView>> {
  const { db, viewer, now, keyed } = ask;
  const was = before.found.filing;
  const allowed = EDITABLE.includes(was.status) ? decideEdit(was, change.next) : ok(change.next);
  if (!allowed.ok) return allowed;
  const next: Filing = { ...(await rehashed(change.next)), version: was.version + 1 };
  const office = jurisdictionView(was.jurisdiction, 'zh').office;
  const organization = actsFor(was, rolesOn(was, viewer), viewer, office);
  // Who has to sign again stands in the event: the messages to them are made from it.
  const voided = voidedIds(was, next);
  const payload = voided.length === 0 ? change.payload : { ...change.payload, voided };
  const event = {
    action: change.action,
    at: now,
    actorId: viewer.userId,
    actorName: viewer.name,
    actorOrganization: organization,
    payload,
  };
  const view = filingView(ask, {
    ...before,
    found: { ...before.found, ...change.found, filing: next, updatedAt: now },
    notice: change.notice ?? before.notice,
    events: [...before.events, event],
    texts: withTextsOf(was, before.texts),
  });
  const done = await commit(db, {
    subject: { table: 'filings', id: was.id, chainHash: before.found.chainHash },
    expectedVersion: was.version,
    jurisdiction: was.jurisdiction,
    action: change.action,
    actor: { id: viewer.userId, name: viewer.name, organization },
    at: now,
    payload,
    statements: [updateFiling(db, next), ...(change.statements ?? [])],
    outbox: change.outbox ?? [],
    tells: {
      subject: was.id,
      channels: ask.channels,
      told: toldBy({
        action: change.action,
        filing: next,
        before: was,
        member: memberNamed(next, change.about) ?? ownMember(next, viewer) ?? undefined,
        number: change.found?.registrationNumber ?? undefined,
      }),
    },
    quotas: change.quotas ?? [],
    inTime: { clock: ask.clock, ...(change.deadline === undefined ? {} : { deadline: change.deadline }) },
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: change.status ?? 200, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : unsaved(done.refusal);
}
