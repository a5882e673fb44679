import type { Account } from '@lianchuang/domain/accounts';
import type { Instant } from '@lianchuang/domain/kernel';
import { sessionOver, type OfficeRole } from '@lianchuang/domain/organizations';
import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor } from '../cursor.ts';
import { organizationPeople, organizations } from '../organizations/table.ts';
import { offices, passkeys, secondFactors, sessions, users } from './table.ts';

/** Whether anybody has an account: an installation with people in it gets no demonstration data. */
export async function hasPeople(db: Db): Promise<boolean> {
  return (await db.orm.select({ id: users.id }).from(users).limit(1)).length > 0;
}

/** Whether somebody was shut out. */
export async function isDisabled(db: Db, userId: string): Promise<boolean> {
  const [row] = await db.orm.select({ disabledAt: users.disabledAt }).from(users).where(eq(users.id, userId));
  return row?.disabledAt != null;
}

/** The encrypted secret of somebody's second factor, confirmed or not yet. */
export async function findSecondFactorSecret(db: Db, userId: string): Promise<string | undefined> {
  const where = eq(secondFactors.userId, userId);
  return (await db.orm.select({ secret: secondFactors.secret }).from(secondFactors).where(where))[0]?.secret;
}

/** An account with what administering it takes, and what those who do are shown. */
export type AccountRecord = Account & {
  readonly name: string;
  readonly email: string;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant | null;
  readonly organizations: readonly string[];
  readonly version: number;
  readonly chainHash: string | null;
};

const among = (ids: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

async function recordsOf(db: Db, people: (typeof users.$inferSelect)[], now: Instant): Promise<AccountRecord[]> {
  if (people.length === 0) return [];
  const ids = among(people.map(({ id }) => id));
  const [held, live, members, keys] = await Promise.all([
    db.orm
      .select()
      .from(offices)
      .where(sql`${offices.userId} IN ${ids}`)
      .orderBy(asc(offices.jurisdiction), asc(offices.role)),
    db.orm
      .select({ userId: sessions.userId, startedAt: sessions.startedAt, seenAt: sessions.seenAt })
      .from(sessions)
      .where(sql`${sessions.userId} IN ${ids} AND ${sessions.expiresAt} > ${now}`),
    db.orm
      .select({
        userId: organizationPeople.userId,
        jurisdiction: organizationPeople.jurisdiction,
        name: organizations.name,
      })
      .from(organizationPeople)
      .innerJoin(organizations, eq(organizations.id, organizationPeople.organizationId))
      .where(sql`${organizationPeople.userId} IN ${ids}`),
    db.orm
      .select({ userId: passkeys.userId })
      .from(passkeys)
      .where(sql`${passkeys.userId} IN ${ids}`),
  ]);
  return people.map(
    ({ id, name, email, emailVerified, disabledAt, twoFactorEnabled, createdAt, version, chainHash }) => {
      const of = <T extends { userId: string }>(rows: readonly T[]): T[] => rows.filter(({ userId }) => userId === id);
      const own = of(held).map(({ jurisdiction, role, divisionCode }) => ({
        jurisdiction,
        role: role as OfficeRole,
        divisionCode,
      }));
      const times = of(live).map(({ startedAt, seenAt }) => ({ startedAt: startedAt ?? 0, seenAt: seenAt ?? 0 }));
      return {
        id,
        name,
        email,
        isConfirmed: emailVerified,
        disabledAt,
        hasSecondFactor: twoFactorEnabled === true || of(keys).length > 0,
        sessions: times.filter((each) => !sessionOver(each, { offices: own }, now)).length,
        lastSeenAt: times.length === 0 ? null : Math.max(...times.map(({ seenAt }) => seenAt)),
        offices: own,
        homes: of(members).map(({ jurisdiction }) => jurisdiction),
        organizations: of(members).map((each) => each.name),
        createdAt: createdAt.getTime(),
        version,
        chainHash,
      };
    },
  );
}

/** One account by id or by its exact address; addresses are kept in lower case. */
export async function findAccount(
  db: Db,
  by: { readonly id: string } | { readonly email: string },
  now: Instant,
): Promise<AccountRecord | undefined> {
  const where = 'id' in by ? eq(users.id, by.id) : eq(users.email, by.email.toLowerCase());
  return (await recordsOf(db, await db.orm.select().from(users).where(where), now))[0];
}

/** A page of those who hold an office in these bureaus; undefined for a cursor that is not ours. */
export async function listOfficers(
  db: Db,
  bureaus: readonly string[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  now: Instant,
): Promise<{ items: AccountRecord[]; nextCursor: string | null } | undefined> {
  const position = cursor === undefined ? [''] : unpackCursor(cursor, 1);
  if (typeof position?.[0] !== 'string') return undefined;
  const people = await db.orm
    .select()
    .from(users)
    .where(
      sql`${users.id} IN (SELECT DISTINCT user_id FROM offices
        WHERE jurisdiction IN ${among(bureaus)} AND user_id > ${position[0]} ORDER BY user_id LIMIT ${limit + 1})`,
    )
    .orderBy(asc(users.id));
  const items = await recordsOf(db, people.slice(0, limit), now);
  const last = people.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : packCursor([last.id]) };
}

/** Where the chain of an account stands, and the bureau whose record it belongs to: that of the first office held. */
export async function findAccountOnRecord(db: Db, userId: string) {
  const { id, version, chainHash } = users;
  const [row] = await db.orm
    .select({ id, version, chainHash, jurisdiction: offices.jurisdiction })
    .from(users)
    .leftJoin(offices, eq(offices.userId, users.id))
    .where(eq(users.id, userId))
    .orderBy(asc(offices.grantedAt), asc(offices.jurisdiction))
    .limit(1);
  return row;
}
