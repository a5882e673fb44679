import { commit, type CommitRefusal, type Commit, type Statement } from '@lianchuang/db/commit';
import { rehashed } from '@lianchuang/db/filings/hashes';
import type { FoundFiling } from '@lianchuang/db/filings/read';
import { updateFiling } from '@lianchuang/db/filings/write';
import type { Db } from '@lianchuang/db/client';
import type { FoundAttachment } from '@lianchuang/db/attachments/read';
import type { Attachment } from '@lianchuang/domain/attachments';
import { voidedIds, type Filing } from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { toldBy, type Channel } from '@lianchuang/domain/notifications';

/** What a step does to a file, and to its filing where the file counts there. */
export type FileChange = {
  readonly action: string;
  readonly next: Attachment;
  /** The filing with or without the file; left out where the filing stays what it is. */
  readonly filing?: Filing;
  readonly statements: readonly Statement[];
  readonly payload?: Record<string, unknown>;
};
type Who = Pick<Commit, 'actor' | 'at'> & { readonly channels: readonly Channel[] };
export type Changed = { readonly file: Attachment; readonly filing: Filing };

/** What goes on record about a file: never its name, which can be erased while the record stands. */
const told = ({ id, materialId, bytes, sha256, scan, tooLargeToScan, refusedFor, pageHash }: Attachment) => ({
  attachment: id,
  material: materialId,
  bytes,
  sha256,
  scan,
  ...(pageHash === null ? {} : { page: pageHash }),
  ...(tooLargeToScan ? { tooLargeToScan } : {}),
  ...(refusedFor === null ? {} : { reason: refusedFor }),
});

/**
 * Commits a step in one batch with one event: of the filing where what it consists of changes, else of the file alone. `keep`
 * makes the kept answer out of how both then stand.
 */
export async function changeFile(
  db: Db,
  { file, chainHash }: FoundAttachment,
  found: FoundFiling,
  change: FileChange,
  who: Who,
  keep: (changed: Changed) => Commit['idempotency'] = () => undefined,
): Promise<Result<Changed, CommitRefusal>> {
  const inFiling = change.filing !== undefined;
  const filing: Filing =
    change.filing === undefined
      ? found.filing
      : { ...(await rehashed(change.filing)), version: found.filing.version + 1 };
  const next = inFiling ? change.next : { ...change.next, version: file.version + 1 };
  const changed = { file: next, filing };
  const voided = voidedIds(found.filing, filing);
  const idempotency = keep(changed);
  const done = await commit(db, {
    subject: inFiling
      ? { table: 'filings', id: filing.id, chainHash: found.chainHash }
      : { table: 'attachments', id: file.id, chainHash },
    expectedVersion: inFiling ? found.filing.version : file.version,
    jurisdiction: file.jurisdiction,
    action: change.action,
    actor: who.actor,
    at: who.at,
    payload: {
      ...(inFiling ? {} : { filing: filing.id }),
      ...told(next),
      ...change.payload,
      ...(voided.length === 0 ? {} : { voided }),
    },
    tells: {
      subject: filing.id,
      channels: who.channels,
      told: toldBy({ action: change.action, filing, before: found.filing, file: next }),
    },
    statements: [...(inFiling ? [updateFiling(db, filing)] : []), ...change.statements],
    ...(idempotency === undefined ? {} : { idempotency }),
  });
  return done.ok ? ok(changed) : refuse(done.refusal);
}
