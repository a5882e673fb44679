import type { Day, Instant } from '@lianchuang/domain/kernel';
import type { Db } from '../client.ts';

/**
 * Closes one person's digest of a day: what waits from before its hour goes into it and one message is left, in one batch. Its id
 * is the person and the day, so whoever comes second, late or at once, changes nothing and is told false.
 */
export async function closeDigest(
  db: Db,
  recipientId: string,
  { day, closesAt }: { readonly day: Day; readonly closesAt: Instant },
  at: Instant,
): Promise<boolean> {
  const { d1 } = db;
  const id = `msg_digest_${recipientId.slice(4)}_${day}`;
  const [left] = await d1.batch([
    d1
      .prepare(
        `INSERT INTO outbox (id, jurisdiction, kind, payload, created_at, recipient_id)
         SELECT ?1, jurisdiction, 'digest.mail', json_object('day', ?2), ?3, recipient_id FROM notifications
         WHERE recipient_id = ?4 AND digest = 'waiting' AND created_at < ?5 ORDER BY event_id DESC LIMIT 1
         ON CONFLICT DO NOTHING`,
      )
      .bind(id, day, at, recipientId, closesAt),
    // changes() is what the statement before did: nothing goes into a digest that was closed by somebody else.
    d1
      .prepare(
        `UPDATE notifications SET digest = ?1
         WHERE changes() = 1 AND recipient_id = ?2 AND digest = 'waiting' AND created_at < ?3`,
      )
      .bind(day, recipientId, closesAt),
  ]);
  return left?.meta.changes === 1;
}
