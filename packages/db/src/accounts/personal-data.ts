import { desc, eq, or } from 'drizzle-orm';
import { attachments } from '../attachments/table.ts';
import type { Db } from '../client.ts';
import { events } from '../events/table.ts';
import { filingComments, filingInvitations, filingPasses, filingReads } from '../filings/table.ts';
import { organizationPeople, organizations } from '../organizations/table.ts';
import { refusals } from '../refusals/table.ts';
import { signIns } from '../sign-ins/table.ts';
import { offices, passkeys, sessions, users } from './table.ts';

const MOST_EVENTS = 10_000;

/** Everything that the product holds about one person by that person's id. */
export async function readPersonalData(db: Db, userId: string) {
  const [person, logins, roles, held, keys, done, refused, entries, comments, readings, passes, invitations, files] =
    await Promise.all([
      db.orm.select().from(users).where(eq(users.id, userId)),
      db.orm
        .select({
          createdAt: sessions.createdAt,
          expiresAt: sessions.expiresAt,
          ipAddress: sessions.ipAddress,
          userAgent: sessions.userAgent,
        })
        .from(sessions)
        .where(eq(sessions.userId, userId)),
      db.orm
        .select({
          organization: organizations.name,
          role: organizationPeople.role,
          joinedAt: organizationPeople.joinedAt,
        })
        .from(organizationPeople)
        .innerJoin(organizations, eq(organizations.id, organizationPeople.organizationId))
        .where(eq(organizationPeople.userId, userId)),
      db.orm.select().from(offices).where(eq(offices.userId, userId)),
      db.orm
        .select({ name: passkeys.name, createdAt: passkeys.createdAt, usedAt: passkeys.usedAt })
        .from(passkeys)
        .where(eq(passkeys.userId, userId)),
      db.orm
        .select({ id: events.id, subject: events.subject, action: events.action, at: events.at })
        .from(events)
        // What the person did, and what administrators did to the account.
        .where(or(eq(events.actorId, userId), eq(events.subject, userId)))
        .orderBy(desc(events.id))
        .limit(MOST_EVENTS),
      db.orm
        .select({
          at: refusals.at,
          method: refusals.method,
          path: refusals.path,
          status: refusals.status,
          code: refusals.code,
        })
        .from(refusals)
        .where(or(eq(refusals.userId, userId), eq(refusals.triedUserId, userId)))
        .orderBy(desc(refusals.id))
        .limit(MOST_EVENTS),
      db.orm
        .select({ at: signIns.at, how: signIns.how, ipAddress: signIns.address, userAgent: signIns.userAgent })
        .from(signIns)
        .where(eq(signIns.userId, userId))
        .orderBy(desc(signIns.id))
        .limit(MOST_EVENTS),
      db.orm
        .select({
          filingId: filingComments.filingId,
          pointer: filingComments.pointer,
          text: filingComments.text,
          at: filingComments.createdAt,
        })
        .from(filingComments)
        .where(eq(filingComments.userId, userId))
        .orderBy(desc(filingComments.id))
        .limit(MOST_EVENTS),
      db.orm
        .select({ filingId: filingReads.filingId, version: filingReads.seenVersion, at: filingReads.seenAt })
        .from(filingReads)
        .where(eq(filingReads.userId, userId))
        .limit(MOST_EVENTS),
      db.orm
        .select({ filingId: filingPasses.filingId, to: filingPasses.addressHint, role: filingPasses.role })
        .from(filingPasses)
        .where(eq(filingPasses.madeBy, userId))
        .limit(MOST_EVENTS),
      db.orm
        .select({
          filingId: filingInvitations.filingId,
          channel: filingInvitations.channel,
          to: filingInvitations.addressHint,
          at: filingInvitations.askedAt,
        })
        .from(filingInvitations)
        .where(eq(filingInvitations.askedBy, userId))
        .limit(MOST_EVENTS),
      db.orm
        .select({
          id: attachments.id,
          filingId: attachments.filingId,
          name: attachments.name,
          bytes: attachments.bytes,
          sha256: attachments.sha256,
          state: attachments.state,
          at: attachments.createdAt,
        })
        .from(attachments)
        .where(eq(attachments.uploadedBy, userId))
        .orderBy(desc(attachments.id))
        .limit(MOST_EVENTS),
    ]);
  return {
    person: person[0],
    logins,
    roles,
    offices: held,
    passkeys: keys,
    events: done,
    refused,
    signIns: entries,
    comments,
    readings,
    passes,
    invitations,
    files,
  };
}

export type PersonalData = Awaited<ReturnType<typeof readPersonalData>>;
