import type { Db } from '@lianchuang/db/client';
import { commit } from '@lianchuang/db/commit';
import { listUnswept } from '@lianchuang/db/consortia/read';
import { changeStatus } from '@lianchuang/db/consortia/write';
import type { Instant } from '@lianchuang/domain/kernel';
import { SYSTEM } from './system.ts';

/** Turns registrations whose last day has passed to expired; reads are right without it, lists only cost more. */
export async function expireRegistrations(db: Db, at: Instant): Promise<number> {
  const over = await listUnswept(db, at);
  for (const record of over) {
    await commit(db, {
      subject: { table: 'consortia', id: record.id, chainHash: record.chainHash },
      expectedVersion: record.version,
      jurisdiction: record.jurisdiction,
      action: 'consortium.expire',
      actor: SYSTEM,
      at,
      payload: { validTo: record.validTo },
      statements: changeStatus(db, record, 'expired'),
      outbox: [{ kind: 'consortium.index', payload: { consortiumId: record.id } }],
    });
  }
  return over.length;
}
