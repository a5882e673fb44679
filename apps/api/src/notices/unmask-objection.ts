import type { ObjectionView, UnmaskObjection } from '@lianchuang/contract/notices';
import { commit } from '@lianchuang/db/commit';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { jurisdictionView } from '../wording/places.ts';
import { findObjection } from './rule-objection.ts';
import { objectionView } from './views.ts';

/** Tells who raised an objection, with the reason for asking on record before anything is told. */
export async function unmaskObjection(
  ask: SignedAsk,
  noticeId: string,
  objectionId: string,
  { reason }: UnmaskObjection,
): Promise<Result<ObjectionView>> {
  const { db, now, viewer, locale, keyed } = ask;
  const found = await findObjection(ask, noticeId, objectionId);
  if (!found.ok) return found;
  const { notice, objection } = found.value;
  const view = objectionView(objection, true, locale, false);
  const done = await commit(db, {
    subject: { table: 'notices', id: noticeId, chainHash: notice.chainHash },
    expectedVersion: notice.version,
    jurisdiction: notice.jurisdiction,
    action: 'notice.unmask',
    actor: {
      id: viewer.userId,
      name: viewer.name,
      organization: jurisdictionView(notice.jurisdiction, 'zh').office,
    },
    at: now,
    payload: { objection: objectionId, reason },
    statements: [],
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 200, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : refuse({ code: 'stale-version' });
}
