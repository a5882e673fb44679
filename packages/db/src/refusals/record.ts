import type { Db } from '../client.ts';
import { newId } from '../ids.ts';
import type { refusals } from './table.ts';

const MOST_PER_HOUR = 200;
const HOUR = 3_600_000;

/** Notes what somebody tried and was refused, at most two hundred times an hour for one person. */
export async function recordRefusal(db: Db, refusal: Omit<typeof refusals.$inferInsert, 'id'>): Promise<void> {
  const { at, requestId, userId, jurisdiction = null, method, path, status, code } = refusal;
  await db.d1
    .prepare(
      `INSERT INTO refusals (id, at, request_id, user_id, jurisdiction, method, path, status, code)
       SELECT ?1, ?2, ?3, ?4,
         coalesce(?5, (SELECT jurisdiction FROM organization_people WHERE user_id = ?4 LIMIT 1)), ?6, ?7, ?8, ?9
       WHERE (SELECT count(*) FROM refusals WHERE user_id = ?4 AND at > ?10) < ?11`,
    )
    .bind(newId('event'), at, requestId, userId, jurisdiction, method, path, status, code, at - HOUR, MOST_PER_HOUR)
    .run();
}
