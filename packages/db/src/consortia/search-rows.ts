import { dayNumber, type Day } from '@lianchuang/domain/kernel';
import type { ConsortiumRecord, ConsortiumSort } from './read.ts';

/** The orders in which the index keeps every consortium, each in a range of row ids of its own. */
export type SearchOrder = 'registered' | 'until' | 'name';

// Row ids pass through JavaScript numbers, so all stay below 2^53. The usual order stands last: read downwards it begins at once.
const RANGE = 2 ** 51;
const FIRST: Readonly<Record<SearchOrder, number>> = { name: 0, until: RANGE, registered: 2 * RANGE };

const ROWS_PER_DAY = 2 ** 20;
const ROWS_PER_PLACE = 2 ** 11;
const PLACES = RANGE / ROWS_PER_PLACE;
/** The distance kept at either end, so that names which come in their order never use up the places. */
const STEP = 2 ** 20;

export const ORDER_OF: Readonly<Record<ConsortiumSort, { order: SearchOrder; down: boolean }>> = {
  '-registeredOn': { order: 'registered', down: true },
  registeredOn: { order: 'registered', down: false },
  validTo: { order: 'until', down: false },
  name: { order: 'name', down: false },
};

type Rows = { readonly first: number; readonly last: number };

/** All rows of an order. */
export const rowsOfOrder = (order: SearchOrder): Rows => ({ first: FIRST[order], last: FIRST[order] + RANGE - 1 });

/** What a consortium is sorted by in each order. */
export const searchKeys = (record: Pick<ConsortiumRecord, 'name' | 'validTo' | 'registeredOn'>) =>
  [
    { sort: 'registered', key: record.registeredOn },
    { sort: 'until', key: record.validTo },
    { sort: 'name', key: record.name },
  ] as const;

/** The rows of a day in the order of registration or of last days. */
export function rowsOfDay(order: 'registered' | 'until', day: Day): Rows {
  const first = FIRST[order] + dayNumber(day) * ROWS_PER_DAY;
  return { first, last: first + ROWS_PER_DAY - 1 };
}

/** The place of a row in the order by name: lower places hold lower names, one place seldom more than one name. */
export const placeOf = (row: number): number => Math.floor((row - FIRST.name) / ROWS_PER_PLACE);

/** The rows of a place. */
export function rowsOfPlace(place: number): Rows {
  const first = FIRST.name + place * ROWS_PER_PLACE;
  return { first, last: first + ROWS_PER_PLACE - 1 };
}

/** A place for a name between two neighbours; where none is free between them, the lower one's. */
export function placeBetween(below: number | null, above: number | null): number {
  if (below === null && above === null) return PLACES / 2;
  if (above === null) return Math.min((below ?? 0) + STEP, Math.floor(((below ?? 0) + PLACES) / 2));
  if (below === null) return Math.max(above - STEP, Math.floor(above / 2));
  return Math.floor((below + above) / 2);
}

/** The place of the nth of many names in their order, evenly spaced: for filling an empty index. */
export const placeOfNth = (nth: number, many: number): number => Math.floor(((nth + 1) * PLACES) / (many + 1));
