import { dayOf, type Instant } from '@lianchuang/domain/kernel';
import type { Viewer } from '@lianchuang/domain/organizations';
import { and, asc, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor } from '../cursor.ts';
import { filingMembers, filings } from '../filings/table.ts';
import { notices, objections } from './table.ts';

export type NoticeRecord = typeof notices.$inferSelect;
export type ObjectionRecord = typeof objections.$inferSelect;

/** Published notices, newest last day first; undefined when the cursor is not one of ours. */
export async function listNotices(
  db: Db,
  filter: {
    status?: 'open' | 'closed' | undefined;
    jurisdictions?: readonly string[] | undefined;
    limit: number;
    cursor?: string | undefined;
  },
  at: Instant,
): Promise<{ items: NoticeRecord[]; nextCursor: string | null } | undefined> {
  const position = filter.cursor === undefined ? undefined : unpackCursor(filter.cursor, 2);
  if (filter.cursor !== undefined && position === undefined) return undefined;
  const today = dayOf(at);
  const isOver = or(isNotNull(notices.closedAt), sql`${notices.lastDay} < ${today}`);
  const rows = await db.orm
    .select()
    .from(notices)
    .where(
      and(
        filter.jurisdictions === undefined
          ? undefined
          : sql`${notices.jurisdiction} IN (SELECT value FROM json_each(${JSON.stringify(filter.jurisdictions)}))`,
        filter.status === 'open' ? and(isNull(notices.closedAt), sql`${notices.lastDay} >= ${today}`) : undefined,
        filter.status === 'closed' ? isOver : undefined,
        position === undefined
          ? undefined
          : sql`(${notices.lastDay}, ${notices.id}) < (${position[0]}, ${position[1]})`,
      ),
    )
    .orderBy(desc(notices.lastDay), desc(notices.id))
    .limit(filter.limit + 1);
  const items = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : packCursor([last.lastDay, last.id]) };
}

/** One published notice. */
export async function findNotice(db: Db, id: string): Promise<NoticeRecord | undefined> {
  return (await db.orm.select().from(notices).where(eq(notices.id, id)))[0];
}

/** The notice of a filing, if it has one. */
export async function findNoticeOfFiling(db: Db, filingId: string): Promise<NoticeRecord | undefined> {
  return (await db.orm.select().from(notices).where(eq(notices.filingId, filingId)))[0];
}

/** How many objections a filing has, and how many wait for a ruling or were upheld: figures only, public. */
export async function countObjections(
  db: Db,
  filingId: string,
): Promise<{ total: number; open: number; upheld: number }> {
  const rows = await db.orm
    .select({ ruling: objections.ruling, count: sql<number>`count(*)`.as('count') })
    .from(objections)
    .where(eq(objections.filingId, filingId))
    .groupBy(objections.ruling);
  const of = (ruling: string | null) => rows.find((each) => each.ruling === ruling)?.count ?? 0;
  return { total: rows.reduce((sum, each) => sum + each.count, 0), open: of(null), upheld: of('upheld') };
}

const mayRead = (viewer: Viewer, jurisdiction: string): boolean =>
  viewer.offices.some(
    (office) => office.jurisdiction === jurisdiction && ['clerk', 'director', 'auditor'].includes(office.role),
  );

/** Whether the viewer belongs to the lead or to a member of a filing. */
async function isParty(db: Db, viewer: Viewer, filingId: string): Promise<boolean> {
  if (viewer.organizations.length === 0) return false;
  const own = sql`(SELECT value FROM json_each(${JSON.stringify(viewer.organizations.map((each) => each.id))}))`;
  const asLead = db.orm
    .select({ id: filings.id })
    .from(filings)
    .where(and(eq(filings.id, filingId), sql`${filings.leadOrganizationId} IN ${own}`));
  const asMember = db.orm
    .select({ id: filingMembers.id })
    .from(filingMembers)
    .where(and(eq(filingMembers.filingId, filingId), sql`${filingMembers.organizationId} IN ${own}`));
  return (await Promise.all([asLead, asMember])).some((rows) => rows.length > 0);
}

/**
 * The objections to a notice with their names, for the jurisdiction's officers; undefined for everybody else, and for an
 * officer who belongs to a party (回避).
 */
export async function listObjections(
  db: Db,
  viewer: Viewer,
  notice: NoticeRecord,
): Promise<ObjectionRecord[] | undefined> {
  if (!mayRead(viewer, notice.jurisdiction) || (await isParty(db, viewer, notice.filingId))) return undefined;
  return db.orm.select().from(objections).where(eq(objections.noticeId, notice.id)).orderBy(asc(objections.id));
}
