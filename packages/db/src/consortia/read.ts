import { dayOf, type Instant } from '@lianchuang/domain/kernel';
import { and, asc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor } from '../cursor.ts';
import { compareText } from '../text-order.ts';
import { scopeOf, type ScopeFilter } from './scope.ts';
import { consortia, consortiumListings, consortiumMembers } from './table.ts';

export type ConsortiumRecord = typeof consortia.$inferSelect;
/** A consortium without what only its own page shows: a list must not carry twenty of them. */
export type ListedConsortium = Omit<ConsortiumRecord, 'details' | 'summary'>;
export type ConsortiumMemberRecord = typeof consortiumMembers.$inferSelect;
export type ConsortiumSort = '-registeredOn' | 'registeredOn' | 'name' | 'validTo';

const { details: _details, summary: _summary, ...listed } = getTableColumns(consortia);

const SORTS = {
  '-registeredOn': { sort: 'registered', down: true, column: 'registeredOn' },
  registeredOn: { sort: 'registered', down: false, column: 'registeredOn' },
  name: { sort: 'name', down: false, column: 'name' },
  validTo: { sort: 'until', down: false, column: 'validTo' },
} as const;

/** Rows that are over but that no job has turned to expired yet: normally none. */
const UNSWEPT_AT_MOST = 200;

/** Consortia whose last day has passed while the stored status still says in force. */
export async function listUnswept(db: Db, at: Instant): Promise<ListedConsortium[]> {
  return db.orm
    .select(listed)
    .from(consortia)
    .where(and(eq(consortia.status, 'in_force'), lt(consortia.validTo, dayOf(at))))
    .orderBy(asc(consortia.validTo))
    .limit(UNSWEPT_AT_MOST);
}

/** True where a record lies inside a filter; status left aside. */
export function liesIn(record: ListedConsortium, filter: ScopeFilter, places: readonly string[] | null): boolean {
  return (
    (filter.industry === undefined || record.industryCode === filter.industry) &&
    (filter.division === undefined || record.divisionCode === filter.division) &&
    (places === null || places.includes(record.jurisdiction))
  );
}

type PageQuery = { sort: ConsortiumSort; limit: number; cursor?: string | undefined };

function orderOf(sort: ConsortiumSort) {
  const { down, column } = SORTS[sort];
  const compare = (a: ListedConsortium, b: ListedConsortium) =>
    (compareText(a[column], b[column]) || compareText(a.id, b.id)) * (down ? -1 : 1);
  return { compare, down, column };
}

/**
 * One page of the register in two queries whatever its size: a range of the listing of exactly this scope, and what has
 * expired without a job. `places` are the jurisdictions of the filter (null for all). Undefined for a foreign cursor.
 */
export async function listConsortia(
  db: Db,
  filter: ScopeFilter,
  places: readonly string[] | null,
  page: PageQuery,
  at: Instant,
): Promise<{ items: ListedConsortium[]; nextCursor: string | null } | undefined> {
  const position = page.cursor === undefined ? undefined : unpackCursor(page.cursor, 2);
  if (page.cursor !== undefined && position === undefined) return undefined;
  const l = consortiumListings;
  const { compare, down, column } = orderOf(page.sort);
  const { sort } = SORTS[page.sort];
  const today = dayOf(at);
  const beyond =
    position === undefined
      ? sql``
      : sql`AND (${l.key}, ${l.consortiumId}) ${down ? sql`<` : sql`>`} (${position[0]}, ${position[1]})`;
  const direction = down ? sql`DESC` : sql`ASC`;
  const stillInForce = filter.status === 'in_force' ? sql`AND ${consortia.validTo} >= ${today}` : sql``;
  const walked = db.orm
    .select(listed)
    .from(consortiumListings)
    // CROSS keeps the listing outside: SQLite must walk its key, not the register.
    .crossJoin(consortia)
    .where(
      sql`${consortia.id} = ${l.consortiumId} AND ${l.scope} = ${scopeOf(filter)} AND ${l.sort} = ${sort} ${beyond} ${stillInForce}`,
    )
    .orderBy(sql`${l.key} ${direction}, ${l.consortiumId} ${direction}`)
    .limit(page.limit + 1);
  const wantsUnswept = filter.status === 'expired';
  const [rows, unswept] = await Promise.all([walked, wantsUnswept ? listUnswept(db, at) : []]);
  const isBeyond = (record: ListedConsortium) => {
    if (position === undefined) return true;
    const [key, id] = position.map(String) as [string, string];
    const ahead = compareText(record[column], key) || compareText(record.id, id);
    return down ? ahead < 0 : ahead > 0;
  };
  const merged = [...rows, ...unswept.filter((each) => liesIn(each, filter, places)).filter(isBeyond)].sort(compare);
  const items = merged.slice(0, page.limit);
  const last = merged.length > page.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : packCursor([last[column], last.id]) };
}

/** One consortium with its members, in two queries. */
export async function findConsortium(
  db: Db,
  id: string,
): Promise<{ record: ConsortiumRecord; members: ConsortiumMemberRecord[] } | undefined> {
  const [[record], members] = await Promise.all([
    db.orm.select().from(consortia).where(eq(consortia.id, id)),
    db.orm
      .select()
      .from(consortiumMembers)
      .where(eq(consortiumMembers.consortiumId, id))
      .orderBy(asc(consortiumMembers.position)),
  ]);
  return record === undefined ? undefined : { record, members };
}

/** The consortium registered under a number as `comparableNumber` writes it. */
export async function findByNumber(db: Db, numberKey: string): Promise<ListedConsortium | undefined> {
  return (await db.orm.select(listed).from(consortia).where(eq(consortia.numberKey, numberKey)))[0];
}

/** Consortia by id, in the order asked for; ids that do not exist are left out. */
export async function listByIds(db: Db, ids: readonly string[]): Promise<ListedConsortium[]> {
  if (ids.length === 0) return [];
  const rows = await db.orm
    .select(listed)
    .from(consortia)
    .where(sql`${consortia.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  const byId = new Map(rows.map((each) => [each.id, each]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The last serial given out in a jurisdiction and year; 0 when none. */
export async function lastSerial(db: Db, jurisdiction: string, year: number): Promise<number> {
  const [row] = await db.orm
    .select({ last: sql<number | null>`max(${consortia.serial})`.as('last') })
    .from(consortia)
    .where(and(eq(consortia.jurisdiction, jurisdiction), eq(consortia.registerYear, year)));
  return row?.last ?? 0;
}
