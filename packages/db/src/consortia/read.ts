import { dayOf, type Instant } from '@lianchuang/domain/kernel';
import { and, asc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor } from '../cursor.ts';
import { events } from '../events/table.ts';
import { inOneText, linesOf } from '../lines.ts';
import { compareText } from '../text-order.ts';
import { scopeOf, type ScopeFilter } from './scope.ts';
import { consortia, consortiumMembers, type ConsortiumDetails } from './table.ts';

export type ConsortiumRecord = typeof consortia.$inferSelect;
/** A consortium without what only its own page shows: a list must not carry twenty of them. */
export type ListedConsortium = Omit<ConsortiumRecord, 'details' | 'summary'>;
export type ConsortiumMemberRecord = typeof consortiumMembers.$inferSelect;
export type ConsortiumSort = '-registeredOn' | 'registeredOn' | 'name' | 'validTo';

const { details, ...brief } = getTableColumns(consortia);
const { summary: _summary, ...listed } = brief;
const briefLines = linesOf(brief);
/** How a consortium stands in a list, as one text. */
export const listedLines = linesOf(listed);
const memberLines = linesOf(getTableColumns(consortiumMembers));

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
  const { compare, down, column } = orderOf(page.sort);
  const stillInForce = filter.status === 'in_force';
  const direction = down ? 'DESC' : 'ASC';
  const walked = db.d1
    .prepare(
      // CROSS keeps the listing outside: SQLite must walk its key, not the register.
      inOneText(
        `SELECT ${listedLines.array} AS line FROM consortium_listings CROSS JOIN consortia
         WHERE consortia.id = consortium_listings.consortium_id AND scope = ? AND sort = ?
         ${position === undefined ? '' : `AND (key, consortium_id) ${down ? '<' : '>'} (?, ?)`}
         ${stillInForce ? 'AND consortia.valid_to >= ?' : ''}
         ORDER BY key ${direction}, consortium_id ${direction} LIMIT ?`,
      ),
    )
    .bind(
      scopeOf(filter),
      SORTS[page.sort].sort,
      ...(position ?? []),
      ...(stillInForce ? [dayOf(at)] : []),
      page.limit + 1,
    )
    .first<string>('lines');
  const wantsUnswept = filter.status === 'expired';
  const [lines, unswept] = await Promise.all([walked, wantsUnswept ? listUnswept(db, at) : []]);
  const rows = listedLines.readAll(lines ?? '[]');
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

const historyLines = linesOf({
  action: events.action,
  at: events.at,
  actorOrganization: events.actorOrganization,
  payload: events.payload,
});
export type PublicEvent = ReturnType<typeof historyLines.read>;
type Found = { record: ConsortiumRecord; members: ConsortiumMemberRecord[]; history: PublicEvent[] };

const membersText = `(SELECT json_group_array(${memberLines.array}) FROM consortium_members WHERE consortium_id = consortia.id)`;
/** A registration's history begins with its filing's; only the kinds of events asked for. */
const historyText = `(SELECT '[' || coalesce(group_concat(${historyLines.array}, ',' ORDER BY at, events.id), '') || ']'
  FROM events WHERE subject IN (consortia.id, consortia.filing_id) AND action IN (SELECT value FROM json_each(?2)))`;

/** One consortium with its members and those events of its history that are named, in one query. */
export async function findConsortium(db: Db, id: string, actions: readonly string[] = []): Promise<Found | undefined> {
  const found = await db.d1
    .prepare(
      `SELECT ${briefLines.array} AS line, details, ${membersText} AS members, ${historyText} AS history
       FROM consortia WHERE id = ?1`,
    )
    .bind(id, JSON.stringify(actions))
    .first<{ line: string; details: string; members: string; history: string }>();
  if (found === null) return undefined;
  const members = memberLines.readAll(found.members).sort((a, b) => a.position - b.position);
  // Long text stays out of the line: inside it every quote would be escaped once more.
  const record = {
    ...briefLines.read(found.line),
    details: details.mapFromDriverValue(found.details) as ConsortiumDetails,
  };
  return { record, members, history: historyLines.readAll(found.history) };
}

/** The consortium registered under a number as `comparableNumber` writes it, and those events of its history that are named. */
export async function findByNumber(
  db: Db,
  numberKey: string,
  actions: readonly string[] = [],
): Promise<{ record: ListedConsortium; history: PublicEvent[] } | undefined> {
  const found = await db.d1
    .prepare(`SELECT ${listedLines.array} AS line, ${historyText} AS history FROM consortia WHERE number_key = ?1`)
    .bind(numberKey, JSON.stringify(actions))
    .first<{ line: string; history: string }>();
  if (found === null) return undefined;
  return { record: listedLines.read(found.line), history: historyLines.readAll(found.history) };
}

/** The last serial given out in a jurisdiction and year; 0 when none. */
export async function lastSerial(db: Db, jurisdiction: string, year: number): Promise<number> {
  const [row] = await db.orm
    .select({ last: sql<number | null>`max(${consortia.serial})`.as('last') })
    .from(consortia)
    .where(and(eq(consortia.jurisdiction, jurisdiction), eq(consortia.registerYear, year)));
  return row?.last ?? 0;
}
