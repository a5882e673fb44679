import type { Db } from '../client.ts';
import { newId } from '../ids.ts';
import type { signIns } from './table.ts';

type SignIn = Pick<typeof signIns.$inferInsert, 'at' | 'userId' | 'how' | 'address' | 'userAgent'>;

/** More of what a browser calls itself tells nothing about who signed in. */
const MOST_AGENT = 200;

/** Notes a sign-in. A password, or a code by text or mail, that still waits for a second factor is none yet: the library takes the session back. */
export async function recordSignIn(db: Db, { at, userId, how, address, userAgent }: SignIn): Promise<void> {
  await db.d1
    .prepare(
      `INSERT INTO sign_ins (id, at, user_id, jurisdiction, how, address, user_agent)
       SELECT ?1, ?2, id,
         coalesce(
           (SELECT jurisdiction FROM offices WHERE user_id = ?3 ORDER BY granted_at, jurisdiction LIMIT 1),
           (SELECT jurisdiction FROM organization_people WHERE user_id = ?3 ORDER BY joined_at, jurisdiction LIMIT 1)
         ), ?4, ?5, ?6
       FROM users WHERE id = ?3 AND NOT (?4 IN ('password', 'text', 'mail') AND coalesce(two_factor_enabled, 0) = 1)`,
    )
    .bind(newId('event'), at, userId, how, address || null, userAgent?.slice(0, MOST_AGENT) || null)
    .run();
}
