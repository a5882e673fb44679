import type { ReadingView } from '@lianchuang/contract/signing';
import { commit } from '@lianchuang/db/commit';
import { findFiling } from '@lianchuang/db/filings/read';
import { findRead } from '@lianchuang/db/filings/signing';
import { dropUnseenText, insertRead, updateRead } from '@lianchuang/db/filings/signing-writes';
import { keepTexts } from '@lianchuang/db/filings/write';
import { newId } from '@lianchuang/db/ids';
import { ownMember, signedText } from '@lianchuang/domain/filings';
import { formatInstant, ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { unsaved } from './save.ts';

const ATTEMPTS = 3;

async function attempt(ask: SignedAsk, id: string, contentHash: string): Promise<Result<ReadingView>> {
  const { db, viewer, now, keyed } = ask;
  const found = await findFiling(db, viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { filing } = found;
  const own = ownMember(filing, viewer);
  if (own === null) return refuse({ code: 'not-allowed' });
  if (contentHash !== filing.contentHash) {
    return refuse({ code: 'filing.content-changed', contentHash: filing.contentHash });
  }
  const before = await findRead(db, id, own.id, viewer.userId);
  if (before?.contentHash === contentHash)
    return ok({ version: before.seenVersion, contentHash, at: formatInstant(before.seenAt) });
  const view: ReadingView = { version: filing.version, contentHash, at: formatInstant(now) };
  const readId = before?.id ?? newId('reading');
  const seen = { contentHash, seenVersion: filing.version, seenAt: now };
  const { jurisdiction } = filing;
  const done = await commit(db, {
    subject: { table: 'readings', id: readId, chainHash: before?.chainHash ?? null },
    expectedVersion: before?.version ?? 0,
    jurisdiction,
    action: 'reading.note',
    actor: { id: viewer.userId, name: viewer.name, organization: own.name },
    at: now,
    payload: { filingId: id, memberId: own.id, version: filing.version, contentHash },
    statements: [
      before === undefined
        ? insertRead(db, { id: readId, jurisdiction, filingId: id, memberId: own.id, userId: viewer.userId, ...seen })
        : updateRead(db, readId, seen),
      ...keepTexts(db, filing, [{ hash: contentHash, text: signedText(filing) }], now),
      ...(before === undefined ? [] : [dropUnseenText(db, id, before.contentHash)]),
    ],
    quotas: await ask.quotas('filing.read', viewer.userId),
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 200, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : unsaved(done.refusal);
}

/**
 * Notes which version somebody of a member has on the screen, once for each. It is no change of the case: the lead’s draft keeps its
 * version, and the note stands in a chain of its own. Two pages opened at once are one reading.
 */
export async function noteReading(ask: SignedAsk, id: string, contentHash: string): Promise<Result<ReadingView>> {
  for (let round = 1; ; round += 1) {
    const done = await attempt(ask, id, contentHash);
    if (done.ok || done.refusal.code !== 'stale-version' || round >= ATTEMPTS) return done;
  }
}
