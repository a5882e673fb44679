import type { Instant } from '@lianchuang/domain/kernel';
import type { Choices } from '@lianchuang/domain/notifications';
import { and, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { countPasskey, deletePasskey, insertPasskey, unproveSessions, type Passkey } from './accounts/passkeys.ts';
import type { OneTimeCode, Sends } from './accounts/one-time-codes.ts';
import { offices, secondFactors, sessions } from './accounts/table.ts';
import { attachments } from './attachments/table.ts';
import type { Db } from './client.ts';
import { prepared, type Statement } from './commit.ts';
import { filingInvitations } from './filings/table.ts';
import { newId } from './ids.ts';
import { keptMessages, notificationChoices, notifications } from './notifications/table.ts';
import { outbox } from './outbox/table.ts';
import { deleteOldPresence, upsertPresence, type PresenceRow } from './presence/write.ts';
import { CHECKED, countUses, type Quota } from './quotas/quota.ts';
import { counters } from './quotas/table.ts';
import { again } from './retries.ts';
import { seals } from './seals/table.ts';

// The writes that are no change of a record and so have no event; docs/decisions/0003-one-writer.md lists them.

/** Notes that a message was performed. Housekeeping of a delivery, not a change of a record: it has no event. */
export async function markDone(db: Db, id: string, at: Instant): Promise<void> {
  await again(() => db.orm.update(outbox).set({ doneAt: at, lastError: null }).where(eq(outbox.id, id)).run());
}

/**
 * Takes a message in hand, and only once: false for whoever comes second. From here on nobody knows how it ended until somebody
 * notes it, so the try counts as unknown.
 */
export async function claim(db: Db, message: { id: string; attempts: number }, at: Instant): Promise<boolean> {
  const { meta } = await db.orm
    .update(outbox)
    .set({
      claimedAt: at,
      attempts: sql`${outbox.attempts} + 1`,
      unknownTries: sql`${outbox.unknownTries} + 1`,
    })
    .where(and(eq(outbox.id, message.id), eq(outbox.attempts, message.attempts), isNull(outbox.doneAt)))
    .run();
  return meta.changes === 1;
}

/** Notes how a try ended that did not go well; `setAside` gives the message up. */
export async function markFailed(
  db: Db,
  id: string,
  {
    why,
    counted,
    certain,
    setAsideAt,
  }: { why: string; counted: boolean; certain: boolean; setAsideAt: Instant | null },
): Promise<void> {
  await db.orm
    .update(outbox)
    .set({
      claimedAt: null,
      lastError: why.slice(0, 300),
      ...(counted ? {} : { attempts: sql`${outbox.attempts} + 1` }),
      ...(certain ? { unknownTries: sql`max(${outbox.unknownTries} - 1, 0)` } : {}),
      ...(setAsideAt === null ? {} : { setAsideAt }),
    })
    .where(eq(outbox.id, id))
    .run();
}

/** Notes how an invitation ended that went outside; the address is needed no more. */
export async function closeInvitation(
  db: Db,
  id: string,
  end: { sentAt: Instant } | { failedAt: Instant },
): Promise<void> {
  await db.orm
    .update(filingInvitations)
    .set({ ...end, address: null })
    .where(and(eq(filingInvitations.id, id), isNotNull(filingInvitations.address)))
    .run();
}

/**
 * Gives offices in a bureau; the same office again changes nothing. Offices are granted when a bureau is installed, before
 * anybody could sign in to grant them, so this is no change of a record and has no event.
 */
export async function grantOffices(db: Db, grants: (typeof offices.$inferInsert)[]): Promise<void> {
  await db.orm.insert(offices).values(grants).onConflictDoNothing().run();
}

/** Notes that a root lies outside the database. A seal is about events and can have none of its own. */
export async function markPublished(db: Db, size: number, at: Instant): Promise<void> {
  await db.orm
    .update(seals)
    .set({ publishedAt: at })
    .where(and(eq(seals.size, size), isNull(seals.publishedAt)))
    .run();
}

/** Notes that a session was used. Between two notes it may be taken for idle that much longer. */
export async function touchSession(db: Db, id: string, at: Instant): Promise<void> {
  await again(() => db.orm.update(sessions).set({ seenAt: at }).where(eq(sessions.id, id)).run());
}

/** Uses up the code of one stretch of time; false for whoever comes second with it, or with an older one. */
export async function useStep(db: Db, userId: string, step: number): Promise<boolean> {
  const { meta } = await db.orm
    .update(secondFactors)
    .set({ usedStep: step })
    .where(and(eq(secondFactors.userId, userId), lt(secondFactors.usedStep, step)))
    .run();
  return meta.changes === 1;
}

/** No session of this person counts any longer as one in which a second factor was shown. */
export async function forgetCodes(db: Db, userId: string): Promise<void> {
  await unproveSessions(db, userId, '').run();
}

/** Notes that a passkey signed; false for a counter that is not above the last one. */
export async function usePasskey(db: Db, id: string, counter: number, at: Instant): Promise<boolean> {
  const { meta } = await countPasskey(db, id, counter, at).run();
  return meta.changes === 1;
}

/** Keeps the passkey of somebody without an office; an officer’s goes through `changeAccount`. False where somebody has it already. */
export async function keepPasskey(db: Db, passkey: Passkey): Promise<boolean> {
  const { meta } = await insertPasskey(db, passkey).onConflictDoNothing().run();
  return meta.changes === 1;
}

/** Drops one, after the other sessions that it may have begun stopped counting as proven. */
export async function dropPasskey(db: Db, userId: string, id: string, session: string): Promise<void> {
  await unproveSessions(db, userId, session).run();
  await deletePasskey(db, userId, id).run();
}

/**
 * Keeps a code that is about to be sent, unless so many went to the contact lately: one statement, so that requests at once cannot slip
 * by. False where it is too early. Whose password that browser set stays known when it asks once more; an id of nobody is none.
 */
export async function keepCode(
  db: Db,
  code: Pick<OneTimeCode, 'id' | 'contact' | 'purpose' | 'userId' | 'codeHash' | 'sentAt' | 'expiresAt'>,
  { before, sends }: { before: string | undefined; sends: Sends },
): Promise<boolean> {
  const { id, contact, purpose, userId, codeHash, sentAt, expiresAt } = code;
  const sentSince = 'SELECT count(*) FROM one_time_codes WHERE contact = ?2 AND sent_at >';
  const room = sends.map(() => `(${sentSince} ?) < ?`).join(' AND ');
  const { meta } = await db.d1
    .prepare(
      `INSERT INTO one_time_codes (id, contact, purpose, user_id, code_hash, sent_at, expires_at, attempts)
       SELECT ?1, ?2, ?3, coalesce((SELECT id FROM users WHERE id = ?4),
         (SELECT user_id FROM one_time_codes WHERE id = ?5 AND contact = ?2 AND purpose = ?3)), ?6, ?7, ?8, 0 WHERE ${room}`,
    )
    .bind(
      ...[id, contact, purpose, userId, before ?? null, codeHash, sentAt, expiresAt],
      ...sends.flatMap(({ most, ms }) => [sentAt - ms, most]),
    )
    .run();
  return meta.changes === 1;
}

/**
 * Counts an attempt and looks at the code in one statement: of equal right ones at once one wins, and after the last attempt, or a
 * millisecond after its time, no code is right any more.
 */
export async function tryCode(
  db: Db,
  given: Pick<OneTimeCode, 'id' | 'purpose' | 'codeHash'>,
  { now, most }: { now: Instant; most: number },
): Promise<'right' | 'wrong' | 'gone'> {
  const row = await db.d1
    .prepare(
      `UPDATE one_time_codes SET attempts = attempts + 1, proven_at = CASE WHEN code_hash = ?3 THEN ?4 ELSE NULL END
       WHERE id = ?1 AND purpose = ?2 AND proven_at IS NULL AND attempts < ?5 AND expires_at >= ?4 RETURNING proven_at`,
    )
    .bind(given.id, given.purpose, given.codeHash, now, most)
    .first<{ proven_at: number | null }>();
  return row === null ? 'gone' : row.proven_at === null ? 'wrong' : 'right';
}

/** Takes what a right code opens, once and within its time; undefined for whoever comes second or late. */
export async function takeProof(
  db: Db,
  given: Pick<OneTimeCode, 'id' | 'purpose'>,
  now: Instant,
): Promise<Pick<OneTimeCode, 'contact' | 'userId'> | undefined> {
  const proof = await db.d1
    .prepare(
      `UPDATE one_time_codes SET used_at = ?3
       WHERE id = ?1 AND purpose = ?2 AND proven_at IS NOT NULL AND used_at IS NULL AND expires_at >= ?3 RETURNING contact, user_id AS userId`,
    )
    .bind(given.id, given.purpose, now)
    .first<Pick<OneTimeCode, 'contact' | 'userId'>>();
  return proof ?? undefined;
}

/** Changes how somebody without an office signs in; an officer’s goes through `changeAccount`. */
export async function keepWaysIn(db: Db, statements: readonly Statement[]): Promise<void> {
  await db.d1.batch(statements.map((each) => prepared(db, each)));
}

/** Counts one use of each quota, or of none when one is used up: a single statement, so that equal attempts at once cannot slip by. */
export async function useUp(db: Db, quotas: readonly Quota[]): Promise<boolean> {
  try {
    await countUses(db, quotas).run();
    return true;
  } catch (error) {
    if (error instanceof Error && `${error.message} ${String(error.cause ?? '')}`.includes(CHECKED)) return false;
    throw error;
  }
}

/** Takes a use back that turned out to be none. */
export async function giveBack(db: Db, quota: Quota): Promise<void> {
  await db.orm
    .update(counters)
    .set({ used: sql`max(${counters.used} - 1, 0)` })
    .where(and(eq(counters.bucket, quota.bucket), eq(counters.startsAt, quota.startsAt)))
    .run();
}

/** Starts a count anew. */
export async function forgetUses(db: Db, quota: Quota): Promise<void> {
  await db.orm
    .delete(counters)
    .where(and(eq(counters.bucket, quota.bucket), eq(counters.startsAt, quota.startsAt)))
    .run();
}

/** Drops the counts whose time is over. */
export async function dropOldCounts(db: Db, at: Instant): Promise<void> {
  await db.orm.delete(counters).where(lt(counters.endsAt, at)).run();
}

const MOST_KEPT = 1_000;

/** Keeps a message that a demonstration would have sent, and lets the oldest go. */
export async function keepMessage(db: Db, message: Omit<typeof keptMessages.$inferInsert, 'id'>): Promise<void> {
  await db.orm
    .insert(keptMessages)
    .values({ id: newId('message'), ...message })
    .run();
  await db.orm
    .delete(keptMessages)
    .where(
      sql`${keptMessages.id} IN (SELECT id FROM kept_messages ORDER BY kept_at DESC, id DESC LIMIT -1 OFFSET ${MOST_KEPT})`,
    )
    .run();
}

/** Notes what somebody has read: the named ones, or all that stood there up to one of them. */
export async function markRead(
  db: Db,
  userId: string,
  which: { readonly eventIds: readonly string[] } | { readonly upTo: string },
  at: Instant,
): Promise<void> {
  const chosen =
    'upTo' in which
      ? sql`${notifications.eventId} <= ${which.upTo}`
      : sql`${notifications.eventId} IN (SELECT value FROM json_each(${JSON.stringify(which.eventIds)}))`;
  await again(() =>
    db.orm
      .update(notifications)
      .set({ readAt: at })
      .where(and(eq(notifications.recipientId, userId), isNull(notifications.readAt), chosen))
      .run(),
  );
}

/** Keeps how somebody wants to be told: a person's own setting, no change of a record. */
export async function keepChoices(db: Db, userId: string, choices: Choices, at: Instant): Promise<void> {
  const row = { ...choices, updatedAt: at };
  await again(() =>
    db.orm
      .insert(notificationChoices)
      .values({ userId, ...row })
      .onConflictDoUpdate({ target: notificationChoices.userId, set: row })
      .run(),
  );
}

/** Notes that a scanner was asked about a file and did not answer: the file stays what it is. */
export async function noteUnscanned(db: Db, id: string): Promise<void> {
  await db.orm
    .update(attachments)
    .set({ scanAttempts: sql`${attachments.scanAttempts} + 1` })
    .where(eq(attachments.id, id))
    .run();
}

/** Notes where somebody is writing. Nobody’s record changes, and it is forgotten in moments. */
export async function notePresence(db: Db, present: Omit<PresenceRow, 'since' | 'seenAt'>, at: Instant): Promise<void> {
  await upsertPresence(db, present, at).run();
}

/** Drops the signs of those who have left. */
export async function dropOldPresence(db: Db, at: Instant): Promise<void> {
  await deleteOldPresence(db, at).run();
}
