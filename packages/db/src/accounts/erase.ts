import type { Instant } from '@lianchuang/domain/kernel';
import type { Db } from '../client.ts';
import { once } from '../retries.ts';

/** Where in the batch the events lose the name. */
const EVENTS = 2;

/**
 * Erases a person: name and salt behind each commitment, account, credentials, sessions, and the name under signatures, in one
 * batch with the note that it was done. Hashes, decisions and the id stand on, so every chain and seal still holds. No event
 * can carry this: the person is what is erased. Sign-ins stay for the rest of their half year, which the law wants (PIPL art. 47):
 * nobody wipes a trace by leaving. Answers how many events lost their name.
 */
export async function erasePerson(db: Db, userId: string, at: Instant): Promise<number> {
  const { d1 } = db;
  const statements = [
    d1
      .prepare(
        `INSERT INTO erasures (user_id, at, events)
         SELECT ?1, ?2, count(*) FROM events WHERE actor_id = ?1 AND salt IS NOT NULL`,
      )
      .bind(userId, at),
    // The signature of an organization stands; only the person who signed for it is no longer named.
    d1
      .prepare(
        `UPDATE filing_members SET signature = json_set(signature, '$.by', '')
         WHERE json_extract(signature, '$.by') = (SELECT name FROM users WHERE id = ?1)
           AND organization_id IN (SELECT organization_id FROM organization_people WHERE user_id = ?1)`,
      )
      .bind(userId),
    d1.prepare(`UPDATE events SET actor_name = '', salt = NULL WHERE actor_id = ? AND salt IS NOT NULL`).bind(userId),
    // Kept answers to administrators name the person too.
    d1.prepare('DELETE FROM idempotency WHERE caller = ?1 OR instr(body, ?1) > 0').bind(userId),
    d1.prepare('DELETE FROM notifications WHERE recipient_id = ?').bind(userId),
    d1.prepare('DELETE FROM notification_choices WHERE user_id = ?').bind(userId),
    d1.prepare('DELETE FROM outbox WHERE recipient_id = ?').bind(userId),
    // Whoever is erased may have been invited by address a moment ago.
    d1
      .prepare(
        `DELETE FROM filing_invitations WHERE asked_by = ?1 OR lower(address) = (SELECT lower(email) FROM users WHERE id = ?1)
           OR address = (SELECT phone_number FROM users WHERE id = ?1)`,
      )
      .bind(userId),
    d1.prepare('DELETE FROM organization_people WHERE user_id = ?').bind(userId),
    d1.prepare('DELETE FROM presences WHERE user_id = ?').bind(userId),
    d1.prepare('DELETE FROM sessions WHERE user_id = ?').bind(userId),
    d1.prepare('DELETE FROM second_factors WHERE user_id = ?').bind(userId),
    d1.prepare('DELETE FROM passkeys WHERE user_id = ?').bind(userId),
    d1
      .prepare(
        `DELETE FROM one_time_codes WHERE user_id = ?1
           OR contact IN (SELECT phone_number FROM users WHERE id = ?1 UNION SELECT email FROM users WHERE id = ?1)`,
      )
      .bind(userId),
    d1
      .prepare('DELETE FROM phone_codes WHERE phone = (SELECT phone_number FROM users WHERE id = ?1) OR user_id = ?1')
      .bind(userId),
    d1.prepare('DELETE FROM accounts WHERE user_id = ?').bind(userId),
    d1.prepare('DELETE FROM users WHERE id = ?').bind(userId),
  ];
  // Who is erased cannot ask again, so the record of it is what a lost reply is looked up in.
  const asked = d1.prepare('SELECT events FROM erasures WHERE user_id = ?').bind(userId);
  return once(
    async () => (await d1.batch(statements))[EVENTS]?.meta.changes ?? 0,
    async () => (await asked.first<{ events: number }>())?.events,
  );
}

const DAY = 86_400_000;
/** Days after which what is no longer needed goes; the field inventory says why. */
export const RETENTION_DAYS = {
  objectionContacts: 730,
  keptAnswers: 30,
  deliveries: 30,
  notifications: 365,
  sessions: 1,
  signIns: 180,
  challenges: 1,
  passes: 30,
  addresses: 2,
} as const;

/** Removes what its retention has passed; safe to run late, twice or not at all. */
export async function eraseExpired(db: Db, at: Instant): Promise<void> {
  const { d1 } = db;
  const before = (days: number) => at - days * DAY;
  await d1.batch([
    d1
      .prepare(`UPDATE objections SET name = '', contact = '', salt = NULL WHERE ruled_at < ? AND name <> ''`)
      .bind(before(RETENTION_DAYS.objectionContacts)),
    d1.prepare('DELETE FROM idempotency WHERE created_at < ?').bind(before(RETENTION_DAYS.keptAnswers)),
    d1.prepare('DELETE FROM outbox WHERE done_at < ?').bind(before(RETENTION_DAYS.deliveries)),
    // What reaches a person is not tried again once it was set aside; the search index is.
    d1
      .prepare(`DELETE FROM outbox WHERE set_aside_at < ? AND kind NOT LIKE 'consortium.%'`)
      .bind(before(RETENTION_DAYS.deliveries)),
    // A letter that still waits is made from them: without its notification nobody could tell what it was to say.
    d1
      .prepare(
        `DELETE FROM notifications WHERE created_at < ? AND NOT EXISTS (
           SELECT 1 FROM outbox
           WHERE outbox.recipient_id = notifications.recipient_id AND outbox.done_at IS NULL AND outbox.set_aside_at IS NULL)`,
      )
      .bind(before(RETENTION_DAYS.notifications)),
    d1.prepare('DELETE FROM sessions WHERE expires_at < ?').bind(before(RETENTION_DAYS.sessions)),
    // A log that has to be kept for six months (网络安全法 art. 21). The triggers ask for a newer row: the same is asked here,
    // so that a quiet half year undoes no batch.
    d1
      .prepare('DELETE FROM sign_ins WHERE at < ?1 AND at < (SELECT max(at) FROM sign_ins) - ?2')
      .bind(before(RETENTION_DAYS.signIns), RETENTION_DAYS.signIns * DAY),
    d1.prepare('DELETE FROM refusals WHERE user_id IS NULL AND at < ?').bind(before(RETENTION_DAYS.signIns)),
    // The longest stretch in which a number or an address is counted is a day.
    d1.prepare('DELETE FROM one_time_codes WHERE sent_at < ?').bind(before(RETENTION_DAYS.challenges)),
    d1.prepare('DELETE FROM phone_codes WHERE sent_at < ?').bind(before(RETENTION_DAYS.challenges)),
    d1.prepare('DELETE FROM filing_passes WHERE expires_at < ?').bind(before(RETENTION_DAYS.passes)),
    d1.prepare('DELETE FROM filing_invitations WHERE asked_at < ?').bind(before(RETENTION_DAYS.deliveries)),
    // A message is given up within hours; where nobody came to note that, the address goes all the same.
    d1
      .prepare('UPDATE filing_invitations SET address = NULL WHERE address IS NOT NULL AND asked_at < ?')
      .bind(before(RETENTION_DAYS.addresses)),
    d1.prepare('DELETE FROM verifications WHERE expires_at < ?').bind(before(RETENTION_DAYS.challenges)),
  ]);
}
