import { dayNumber, withAncestors, type Day } from '@lianchuang/domain/kernel';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor } from '../cursor.ts';
import type { ConsortiumMemberRecord, ConsortiumRecord, ConsortiumSort } from './read.ts';
import type { ScopeFilter } from './scope.ts';
import { indexWords, matchWords } from './search-words.ts';

/** Above this many matches a page sorted by name or last day walks the register in that order instead of sorting matches. */
const SORT_AT_MOST = 500;
const FACETS_AT_MOST = 100;
const PER_DAY = 2 ** 20;

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

/** Row ids grow with the registration day; this is the first of a day. */
export const firstSearchRow = (registeredOn: Day): number => dayNumber(registeredOn) * PER_DAY;

/** What the index keeps of a consortium: the document beside it and the words and marks in it. */
export function searchEntry(record: ConsortiumRecord, fields: readonly string[]) {
  return {
    document: {
      consortiumId: record.id,
      name: record.name,
      validTo: record.validTo,
      scopeValues: JSON.stringify([record.industryCode, record.divisionCode, record.status]),
    },
    index: { words: indexWords(fields), marks: marksOf(record) },
  };
}

/**
 * Puts a consortium into the index, or puts it right there; safe to repeat. Row ids grow with the registration day. Two that
 * take the same free row at once collide: the later one fails and is to be tried again.
 */
export async function indexConsortium(db: Db, record: ConsortiumRecord, fields: readonly string[]): Promise<void> {
  const first = dayNumber(record.registeredOn) * PER_DAY;
  const scopeValues = JSON.stringify([record.industryCode, record.divisionCode, record.status]);
  const known = await db.search
    .prepare('SELECT rowid AS id FROM search_documents WHERE consortium_id = ?')
    .bind(record.id)
    .first<number>('id');
  const free = await db.search
    .prepare('SELECT coalesce(max(rowid) + 1, ?1) AS id FROM search_documents WHERE rowid >= ?1 AND rowid < ?2')
    .bind(first, first + PER_DAY)
    .first<number>('id');
  const row = known ?? free ?? first;
  const document =
    known === null
      ? 'INSERT INTO search_documents (name, valid_to, scope_values, consortium_id, rowid) VALUES (?, ?, ?, ?, ?)'
      : 'UPDATE search_documents SET name = ?, valid_to = ?, scope_values = ? WHERE consortium_id = ? AND rowid = ?';
  await db.search.batch([
    db.search.prepare(document).bind(record.name, record.validTo, scopeValues, record.id, row),
    db.search.prepare('DELETE FROM search_index WHERE rowid = ?').bind(row),
    db.search
      .prepare('INSERT INTO search_index (rowid, words, marks) VALUES (?, ?, ?)')
      .bind(row, indexWords(fields), marksOf(record)),
  ]);
}

export type SearchPage = { readonly ids: string[]; readonly nextCursor: string | null };

/**
 * Ids of one page of matches, in one query of the index. Undefined for a foreign cursor. Words without a letter or digit
 * match nothing.
 */
export async function searchConsortia(
  db: Db,
  q: string,
  filter: ScopeFilter,
  page: { sort: ConsortiumSort; limit: number; cursor?: string | undefined },
): Promise<SearchPage | undefined> {
  const words = matchWords(q);
  if (words === undefined) return { ids: [], nextCursor: null };
  const match = expression(words, filter);
  return page.sort === 'name' || page.sort === 'validTo'
    ? sortedPage(db, match, page.sort, page)
    : registeredPage(db, match, page.sort === '-registeredOn', page);
}

async function registeredPage(
  db: Db,
  match: string,
  down: boolean,
  page: { limit: number; cursor?: string | undefined },
): Promise<SearchPage | undefined> {
  const position = page.cursor === undefined ? [down ? Number.MAX_SAFE_INTEGER : -1] : unpackCursor(page.cursor, 1);
  if (position === undefined || typeof position[0] !== 'number') return undefined;
  const { results } = await db.search
    .prepare(
      `SELECT d.rowid AS id, d.consortium_id AS consortiumId FROM search_index x CROSS JOIN search_documents d ON d.rowid = x.rowid
       WHERE search_index MATCH ? AND x.rowid ${down ? '<' : '>'} ? ORDER BY x.rowid ${down ? 'DESC' : 'ASC'} LIMIT ?`,
    )
    .bind(match, position[0], page.limit + 1)
    .all<{ id: number; consortiumId: string }>();
  const shown = results.slice(0, page.limit);
  const last = results.length > page.limit ? shown.at(-1) : undefined;
  return {
    ids: shown.map((each) => each.consortiumId),
    nextCursor: last === undefined ? null : packCursor([last.id]),
  };
}

async function sortedPage(
  db: Db,
  match: string,
  sort: 'name' | 'validTo',
  page: { limit: number; cursor?: string | undefined },
): Promise<SearchPage | undefined> {
  const position = page.cursor === undefined ? ['', ''] : unpackCursor(page.cursor, 2);
  if (position === undefined) return undefined;
  const column = sort === 'name' ? 'name' : 'valid_to';
  const many = await db.search
    .prepare(
      `SELECT count(*) AS n FROM (SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT ${SORT_AT_MOST + 1})`,
    )
    .bind(match)
    .first<number>('n');
  const matches =
    (many ?? 0) > SORT_AT_MOST
      ? `search_documents d WHERE EXISTS (SELECT 1 FROM search_index x WHERE search_index MATCH ?1 AND x.rowid = d.rowid)`
      : `(SELECT rowid FROM search_index WHERE search_index MATCH ?1) x CROSS JOIN search_documents d ON d.rowid = x.rowid WHERE true`;
  const { results } = await db.search
    .prepare(
      `SELECT d.consortium_id AS consortiumId, d.${column} AS sortKey FROM ${matches}
       AND (d.${column}, d.consortium_id) > (?2, ?3) ORDER BY d.${column}, d.consortium_id LIMIT ?4`,
    )
    .bind(match, position[0], position[1], page.limit + 1)
    .all<{ consortiumId: string; sortKey: string }>();
  const shown = results.slice(0, page.limit);
  const last = results.length > page.limit ? shown.at(-1) : undefined;
  return {
    ids: shown.map((each) => each.consortiumId),
    nextCursor: last === undefined ? null : packCursor([last.sortKey, last.consortiumId]),
  };
}

/** Industry, division and status of the matches, for counting; null when there are too many to count. */
export async function matchedValues(
  db: Db,
  q: string,
  filter: ScopeFilter,
): Promise<{ industry: string; division: string; status: string; validTo: string }[] | null> {
  const words = matchWords(q);
  if (words === undefined) return [];
  const { results } = await db.search
    .prepare(
      `SELECT d.scope_values AS scopeValues, d.valid_to AS validTo
       FROM (SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ${FACETS_AT_MOST + 1}) x
       CROSS JOIN search_documents d ON d.rowid = x.rowid`,
    )
    .bind(expression(words, filter))
    .all<{ scopeValues: string; validTo: string }>();
  if (results.length > FACETS_AT_MOST) return null;
  return results.map(({ scopeValues, validTo }) => {
    const [industry = '', division = '', status = ''] = JSON.parse(scopeValues) as string[];
    return { industry, division, status, validTo };
  });
}
