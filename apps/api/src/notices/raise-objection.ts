import type { ObjectionReceipt, RaiseObjection } from '@lianchuang/contract/notices';
import { commit } from '@lianchuang/db/commit';
import { committed } from '@lianchuang/db/events/commitment';
import { newId, newToken, sha256 } from '@lianchuang/db/ids';
import { findFilingForJob } from '@lianchuang/db/filings/read';
import { findNotice } from '@lianchuang/db/notices/read';
import { noticeEnds } from '@lianchuang/db/deadlines';
import { insertObjection } from '@lianchuang/db/notices/write';
import { formatInstant, ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { toldBy } from '@lianchuang/domain/notifications';
import { takesObjections } from '@lianchuang/domain/notices';
import type { Ask } from '../http/context.ts';

const ATTEMPTS = 20;

/** Files a real-name objection while the notice is open. The event commits to name and contact and
 * holds neither. */
export async function raiseObjection(
  ask: Ask,
  noticeId: string,
  body: RaiseObjection,
): Promise<Result<ObjectionReceipt>> {
  const { db, now, clock, keyed, address } = ask;
  const quotas = await ask.quotas('notice.object', `${noticeId} ${address}`);
  for (let round = 1; ; round += 1) {
    const notice = await findNotice(db, noticeId);
    if (notice === undefined) return refuse({ code: 'not-found' });
    const open = takesObjections(notice, now);
    if (!open.ok) return open;
    const id = newId('objection');
    const view = { id, noticeId, receivedAt: formatInstant(now) };
    const { name, contact, reason } = body;
    const salt = newToken();
    const { jurisdiction, filingId } = notice;
    const about = await findFilingForJob(db, filingId);
    const done = await commit(db, {
      subject: { table: 'notices', id: noticeId, chainHash: notice.chainHash },
      expectedVersion: notice.version,
      jurisdiction,
      action: 'notice.object',
      actor: { id: null, name: '实名异议人', organization: null },
      at: now,
      payload: { objection: id, person: await committed({ salt, name, contact }), reason: await sha256(reason) },
      quotas,
      tells: {
        subject: filingId,
        channels: ask.channels,
        told: about === undefined ? [] : toldBy({ action: 'notice.object', filing: about.filing, before: null }),
      },
      inTime: { clock, deadline: noticeEnds(noticeId) },
      statements: [insertObjection(db, { ...body, salt, id, noticeId, filingId, jurisdiction, receivedAt: now })],
      ...(keyed === null ? {} : { idempotency: { ...keyed, status: 201, body: JSON.stringify(view) } }),
    });
    if (done.ok) return ok(view);
    if (done.refusal.code === 'too-many') return refuse({ code: 'too-many-requests', until: done.refusal.until });
    if (done.refusal.code === 'not-accepted') return refuse({ code: 'not-accepted' });
    if (!['stale-version', 'too-late'].includes(done.refusal.code) || round >= ATTEMPTS)
      return refuse({ code: 'stale-version' });
  }
}
