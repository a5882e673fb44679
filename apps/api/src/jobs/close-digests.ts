import type { Db } from '@lianchuang/db/client';
import { closeDigest } from '@lianchuang/db/notifications/digest';
import { listForDigest } from '@lianchuang/db/notifications/read';
import type { Instant } from '@lianchuang/domain/kernel';
import { digestDue } from '@lianchuang/domain/notifications';

const PER_RUN = 500;

/** Closes the digest that is due for everybody for whom something waits; the outbox sends it. Safe to run late, twice or at once. */
export async function closeDigests(db: Db, at: Instant): Promise<number> {
  const due = digestDue(at);
  let closed = 0;
  for (const { recipientId } of await listForDigest(db, due.closesAt, PER_RUN)) {
    if (await closeDigest(db, recipientId, due, at)) closed += 1;
  }
  return closed;
}
