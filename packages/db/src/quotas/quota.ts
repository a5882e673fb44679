import type { Instant } from '@lianchuang/domain/kernel';
import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { counters } from './table.ts';

/** A quota in the stretch of time that is running. */
export type Quota = {
  readonly bucket: string;
  readonly most: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** How many uses one statement counts; one unless said. */
  readonly uses?: number;
};

/** How SQLite says that a count went past its `most`. */
export const CHECKED = 'CHECK constraint failed: counters_used_up';

/** Statement that counts a use of each quota and, past one of them, fails and undoes the batch it stands in. */
export function countUses(db: Db, quotas: readonly Quota[]) {
  return db.orm
    .insert(counters)
    .values(quotas.map(({ uses = 1, ...quota }) => ({ ...quota, used: uses })))
    .onConflictDoUpdate({
      target: [counters.bucket, counters.startsAt],
      set: { used: sql`${counters.used} + excluded.used`, most: sql`excluded.most` },
    });
}
