import { withAncestors } from '@lianchuang/domain/kernel';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor } from '../cursor.ts';
import { inOneText } from '../lines.ts';
import { compareText } from '../text-order.ts';
import {
  listedLines,
  type ConsortiumMemberRecord,
  type ConsortiumRecord,
  type ConsortiumSort,
  type ListedConsortium,
} from './read.ts';
import type { ScopeFilter } from './scope.ts';
import {
  ORDER_OF,
  placeBetween,
  placeOf,
  rowsOfDay,
  rowsOfOrder,
  rowsOfPlace,
  searchKeys,
  type SearchOrder,
} from './search-rows.ts';
import { indexWords, matchWords } from './search-words.ts';

const FACETS_AT_MOST = 100;

const marks = (values: readonly (readonly [string, string | undefined])[]): string[] =>
  values.flatMap(([prefix, value]) => (value === undefined ? [] : [`${prefix}${value.replaceAll(/[^a-z0-9]/gi, '')}`]));

const marksOf = (record: ConsortiumRecord): string =>
  [
    ...withAncestors(record.jurisdiction).map((each) => `j${each}`),
    ...marks([
      ['i', record.industryCode],
      ['d', record.divisionCode],
      ['s', record.status],
    ]),
  ].join(' ');

function expression(words: string, filter: ScopeFilter): string {
  const wanted = marks([
    ['j', filter.jurisdiction],
    ['i', filter.industry],
    ['d', filter.division],
    ['s', filter.status],
  ]);
  return [words, ...wanted.map((each) => `marks : "${each}"`)].join(' AND ');
}

/** Everything a search may find a consortium by; `initials` are the pinyin initials of name and lead. */
export function searchFields(
  record: Pick<ConsortiumRecord, 'name' | 'leadName' | 'summary' | 'registrationNumber' | 'leadUscc'>,
  members: readonly Pick<ConsortiumMemberRecord, 'name'>[],
  initials: readonly string[],
): string[] {
  return [
    record.name,
    record.leadName,
    ...members.map((each) => each.name),
    record.summary ?? '',
    record.registrationNumber,
    record.leadUscc,
    ...initials,
  ];
}

/** What the index keeps of a consortium: its words and marks, and beside them what a list shows of a match. */
export function searchEntry(record: ConsortiumRecord, fields: readonly string[]) {
  return {
    words: indexWords(fields),
    marks: marksOf(record),
    line: listedLines.write(record),
  };
}

async function placeForName(db: Db, name: string, id: string): Promise<number> {
  const neighbour = (compare: '<' | '>', direction: 'ASC' | 'DESC') =>
    db.search
      .prepare(
        `SELECT rowid AS id FROM search_documents WHERE sort = 'name' AND (key, consortium_id) ${compare} (?, ?)
         ORDER BY key ${direction}, consortium_id ${direction} LIMIT 1`,
      )
      .bind(name, id)
      .first<number>('id');
  const [below, above] = await Promise.all([neighbour('<', 'DESC'), neighbour('>', 'ASC')]);
  return placeBetween(below === null ? null : placeOf(below), above === null ? null : placeOf(above));
}

async function freeRow(db: Db, order: SearchOrder, key: string, id: string): Promise<number> {
  const { first, last } = order === 'name' ? rowsOfPlace(await placeForName(db, key, id)) : rowsOfDay(order, key);
  const free = await db.search
    .prepare('SELECT coalesce(max(rowid) + 1, ?1) AS id FROM search_documents WHERE rowid BETWEEN ?1 AND ?2')
    .bind(first, last)
    .first<number>('id');
  if (free === null || free > last) throw new Error('the search index has no room here: rebuild it');
  return free;
}

/**
 * Puts a consortium into the index, or puts it right there; safe to repeat. Two that take the same free row at once collide:
 * the later one fails and is to be tried again.
 */
export async function indexConsortium(db: Db, record: ConsortiumRecord, fields: readonly string[]): Promise<void> {
  const { results: known } = await db.search
    .prepare('SELECT rowid AS id, sort, key FROM search_documents WHERE consortium_id = ?')
    .bind(record.id)
    .all<{ id: number; sort: SearchOrder; key: string }>();
  const rows: { id: number; sort: SearchOrder; key: string }[] = [];
  for (const { sort, key } of searchKeys(record)) {
    const kept = known.find((each) => each.sort === sort && each.key === key);
    rows.push({ sort, key, id: kept?.id ?? (await freeRow(db, sort, key, record.id)) });
  }
  const { words, marks, line } = searchEntry(record, fields);
  const asked = JSON.stringify(rows);
  await db.search.batch([
    db.search
      .prepare('DELETE FROM search_index WHERE rowid IN (SELECT rowid FROM search_documents WHERE consortium_id = ?)')
      .bind(record.id),
    db.search.prepare('DELETE FROM search_documents WHERE consortium_id = ?').bind(record.id),
    db.search
      .prepare(
        `INSERT INTO search_documents (rowid, sort, key, consortium_id, line)
         SELECT value ->> 'id', value ->> 'sort', value ->> 'key', ?2, ?3 FROM json_each(?1)`,
      )
      .bind(asked, record.id, line),
    db.search
      .prepare(`INSERT INTO search_index (rowid, words, marks) SELECT value ->> 'id', ?2, ?3 FROM json_each(?1)`)
      .bind(asked, words, marks),
  ]);
}

export type SearchPage = {
  readonly ids: string[];
  /** The matches as they stood when they were last indexed, which is right after every change of them. */
  readonly records: ListedConsortium[];
  readonly nextCursor: string | null;
};
type Position = { readonly id: number; readonly key: string; readonly consortiumId: string };
type Match = Position & { readonly line: unknown[] };

/**
 * One page of matches, in one query of the index. Undefined for a foreign cursor. Words without a letter or digit
 * match nothing.
 */
export async function searchConsortia(
  db: Db,
  q: string,
  filter: ScopeFilter,
  page: { sort: ConsortiumSort; limit: number; cursor?: string | undefined },
): Promise<SearchPage | undefined> {
  const words = matchWords(q);
  if (words === undefined) return { ids: [], records: [], nextCursor: null };
  const last = page.cursor === undefined ? null : lastMatch(page.cursor);
  if (last === undefined) return undefined;
  const { order, down } = ORDER_OF[page.sort];
  const walk = { match: expression(words, filter), order, down };
  const matches = order === 'name' ? await byName(db, walk, last, page.limit) : await byDay(db, walk, last, page.limit);
  const shown = matches.slice(0, page.limit);
  const end = matches.length > page.limit ? shown.at(-1) : undefined;
  return {
    ids: shown.map((each) => each.consortiumId),
    records: shown.map((each) => listedLines.record(each.line)),
    nextCursor: end === undefined ? null : packCursor([end.id, end.key, end.consortiumId]),
  };
}

function lastMatch(cursor: string): Position | undefined {
  const [id, key, consortiumId] = unpackCursor(cursor, 3) ?? [];
  return Number.isSafeInteger(id) && typeof key === 'string' && typeof consortiumId === 'string'
    ? { id: id as number, key, consortiumId }
    : undefined;
}

type Walk = { readonly match: string; readonly order: SearchOrder; readonly down: boolean };

/** Matches along the row ids from `from` on. The index takes a bound of its walk only as an integer, and D1 binds reals. */
async function matchesFrom(db: Db, { match, order, down }: Walk, from: number | null, limit: number): Promise<Match[]> {
  const { first, last } = rowsOfOrder(order);
  const lines = await db.search
    .prepare(
      inOneText(
        `SELECT json_array(d.rowid, d.key, d.consortium_id, json(d.line)) AS line
         FROM search_index x CROSS JOIN search_documents d ON d.rowid = x.rowid
         WHERE search_index MATCH ? AND x.rowid >= CAST(? AS INTEGER) AND x.rowid <= CAST(? AS INTEGER)
         ORDER BY x.rowid ${down ? 'DESC' : 'ASC'} LIMIT ?`,
      ),
    )
    .bind(match, down ? first : (from ?? first), down ? (from ?? last) : last, limit)
    .first<string>('lines');
  const found = JSON.parse(lines ?? '[]') as [id: number, key: string, consortiumId: string, line: unknown[]][];
  return found.map(([id, key, consortiumId, line]) => ({ id, key, consortiumId, line }));
}

const byDay = (db: Db, walk: Walk, last: Position | null, limit: number): Promise<Match[]> =>
  matchesFrom(db, walk, last === null ? null : last.id + (walk.down ? -1 : 1), limit + 1);

const compareNames = (a: Position, b: Position): number =>
  placeOf(a.id) - placeOf(b.id) || compareText(a.key, b.key) || compareText(a.consortiumId, b.consortiumId);

/** As `byDay`, but several names may share a place: a place is read whole and put in order here. */
async function byName(db: Db, walk: Walk, last: Position | null, limit: number): Promise<Match[]> {
  const from = last === null ? null : rowsOfPlace(placeOf(last.id)).first;
  // Besides the page: the match it begins after, one that shows whether there is more, one that may be cut off its place.
  for (let take = limit + 3; ; take *= 4) {
    const matches = await matchesFrom(db, walk, from, take);
    const end = matches.length < take ? undefined : matches.at(-1);
    const whole = end === undefined ? matches : matches.filter((each) => placeOf(each.id) < placeOf(end.id));
    const beyond = whole.sort(compareNames).filter((each) => last === null || compareNames(each, last) > 0);
    if (beyond.length > limit || end === undefined) return beyond;
  }
}

/** Industry, division and status of the matches, for counting; null when there are too many to count. */
export async function matchedValues(
  db: Db,
  q: string,
  filter: ScopeFilter,
): Promise<{ industry: string; division: string; status: string; validTo: string }[] | null> {
  const words = matchWords(q);
  if (words === undefined) return [];
  const lines = await db.search
    .prepare(
      inOneText(
        `SELECT d.line
         FROM (SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= CAST(? AS INTEGER) LIMIT ?) x
         CROSS JOIN search_documents d ON d.rowid = x.rowid`,
      ),
    )
    .bind(expression(words, filter), rowsOfOrder('registered').first, FACETS_AT_MOST + 1)
    .first<string>('lines');
  const matches = listedLines.readAll(lines ?? '[]');
  if (matches.length > FACETS_AT_MOST) return null;
  return matches.map(({ industryCode, divisionCode, status, validTo }) => ({
    industry: industryCode,
    division: divisionCode,
    status,
    validTo,
  }));
}
