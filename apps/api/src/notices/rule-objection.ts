import type { ObjectionView, RuleObjection } from '@lianchuang/contract/notices';
import { commit } from '@lianchuang/db/commit';
import { findFilingForJob } from '@lianchuang/db/filings/read';
import { findNotice, listObjections, type NoticeRecord, type ObjectionRecord } from '@lianchuang/db/notices/read';
import { ruleObjection as ruleStatement } from '@lianchuang/db/notices/write';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { toldBy } from '@lianchuang/domain/notifications';
import type { SignedAsk } from '../http/context.ts';
import { jurisdictionView } from '../wording/places.ts';
import { objectionView } from './views.ts';

/** True for officers who may rule on objections of a jurisdiction. */
export function mayRule(ask: SignedAsk, jurisdiction: string): boolean {
  return ask.viewer.offices.some(
    (office) => office.jurisdiction === jurisdiction && ['clerk', 'director'].includes(office.role),
  );
}

/** The notice and its objection, for officers who may act on it. */
export async function findObjection(
  ask: SignedAsk,
  noticeId: string,
  objectionId: string,
): Promise<Result<{ notice: NoticeRecord; objection: ObjectionRecord }>> {
  const notice = await findNotice(ask.db, noticeId);
  const objections = notice === undefined ? undefined : await listObjections(ask.db, ask.viewer, notice);
  const objection = objections?.find((each) => each.id === objectionId);
  if (notice === undefined || objection === undefined) return refuse({ code: 'not-found' });
  return mayRule(ask, notice.jurisdiction) ? ok({ notice, objection }) : refuse({ code: 'not-allowed' });
}

/** Rules on an objection, once: upheld stops the registration, dismissed lets it go on. */
export async function ruleObjection(
  ask: SignedAsk,
  noticeId: string,
  objectionId: string,
  body: RuleObjection,
): Promise<Result<ObjectionView>> {
  const { db, now, viewer, locale, keyed } = ask;
  const found = await findObjection(ask, noticeId, objectionId);
  if (!found.ok) return found;
  const { notice, objection } = found.value;
  if (objection.ruling !== null) return refuse({ code: 'notice.already-ruled' });
  const by = jurisdictionView(notice.jurisdiction, 'zh').office;
  const ruled = { ...objection, ruling: body.outcome, rulingReason: body.reason, ruledAt: now, ruledBy: by };
  const view = objectionView(ruled, false, locale);
  const about = await findFilingForJob(db, notice.filingId);
  const done = await commit(db, {
    subject: { table: 'notices', id: noticeId, chainHash: notice.chainHash },
    expectedVersion: notice.version,
    jurisdiction: notice.jurisdiction,
    action: 'notice.rule',
    actor: { id: viewer.userId, name: viewer.name, organization: by },
    at: now,
    payload: { objection: objectionId, outcome: body.outcome, reason: body.reason },
    tells: {
      subject: notice.filingId,
      channels: ask.channels,
      told: about === undefined ? [] : toldBy({ action: 'notice.rule', filing: about.filing, before: null }),
    },
    statements: [ruleStatement(db, objectionId, { outcome: body.outcome, reason: body.reason, at: now, by })],
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 200, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : refuse({ code: 'stale-version' });
}
