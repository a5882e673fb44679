import type { Db } from '../client.ts';
import { newId } from '../ids.ts';
import type { refusals } from './table.ts';

const HOUR = 3_600_000;
/** How many rows an hour may bring, so that a flood leaves its mark and does not fill the table. */
export const MOST_PER_HOUR = { person: 200, tried: 60, address: 60, nobody: 300 } as const;

type Row = typeof refusals.$inferInsert;
type Tried = Pick<Row, 'at' | 'requestId' | 'method' | 'path' | 'status' | 'code'>;

/** Notes what somebody who had signed in tried and was refused. */
export async function recordRefusal(
  db: Db,
  refusal: Tried & { userId: string; jurisdiction?: string | null },
): Promise<void> {
  const { at, requestId, userId, jurisdiction = null, method, path, status, code } = refusal;
  await db.d1
    .prepare(
      `INSERT INTO refusals (id, at, request_id, user_id, jurisdiction, method, path, status, code)
       SELECT ?1, ?2, ?3, ?4,
         coalesce(
           ?5,
           (SELECT jurisdiction FROM offices WHERE user_id = ?4 ORDER BY granted_at LIMIT 1),
           (SELECT jurisdiction FROM organization_people WHERE user_id = ?4 LIMIT 1)
         ), ?6, ?7, ?8, ?9
       WHERE (SELECT count(*) FROM refusals WHERE user_id = ?4 AND at > ?10) < ?11`,
    )
    .bind(
      ...[newId('event'), at, requestId, userId, jurisdiction, method, path, status, code],
      ...[at - HOUR, MOST_PER_HOUR.person],
    )
    .run();
}

/** Whose account somebody tried, by id or by the address that was entered; neither where no account was named. */
export type TriedAccount = { readonly userId?: string; readonly email?: string };

/**
 * Notes what was refused to somebody who had not signed in: for the address as a hash, and for the account that was tried, if
 * there is one, so that an attack on an officer stands before the bureau's auditor. The entered address itself is not kept. What
 * is tried on an account is counted for that account alone: noise from elsewhere cannot crowd it out.
 */
export async function recordStranger(
  db: Db,
  refusal: Tried & { address: string; tried: TriedAccount | undefined },
): Promise<void> {
  const { at, requestId, address, tried = {}, method, path, status, code } = refusal;
  await db.d1
    .prepare(
      `INSERT INTO refusals (id, at, request_id, address, tried_user_id, jurisdiction, method, path, status, code)
       SELECT ?1, ?2, ?3, ?4, tried.id,
         coalesce(
           (SELECT jurisdiction FROM offices WHERE user_id = tried.id ORDER BY granted_at LIMIT 1),
           (SELECT jurisdiction FROM organization_people WHERE user_id = tried.id LIMIT 1)
         ), ?7, ?8, ?9, ?10
       FROM (SELECT (SELECT id FROM users WHERE id = ?5 OR email = ?6) AS id) AS tried
       WHERE CASE WHEN tried.id IS NULL
         THEN (SELECT count(*) FROM refusals WHERE address = ?4 AND tried_user_id IS NULL AND at > ?11) < ?12
           AND (SELECT count(*) FROM refusals WHERE user_id IS NULL AND tried_user_id IS NULL AND at > ?11) < ?13
         ELSE (SELECT count(*) FROM refusals WHERE refusals.tried_user_id = tried.id AND at > ?11) < ?14 END`,
    )
    .bind(
      ...[
        newId('event'),
        at,
        requestId,
        address,
        tried.userId ?? null,
        tried.email ?? null,
        method,
        path,
        status,
        code,
      ],
      ...[at - HOUR, MOST_PER_HOUR.address, MOST_PER_HOUR.nobody, MOST_PER_HOUR.tried],
    )
    .run();
}
