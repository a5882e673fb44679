import { expect, it } from 'vitest';
import { aDb, costOf } from '../testing/databases.ts';
import { aConsortium, AT } from '../testing/records.ts';
import { compareText } from '../text-order.ts';
import type { ConsortiumRecord } from './read.ts';
import { placeBetween, placeOf, placeOfNth, rowsOfDay, rowsOfOrder, rowsOfPlace } from './search-rows.ts';
import { indexConsortium, searchConsortia, searchFields } from './search.ts';

const db = aDb();

async function indexed(name: string): Promise<ConsortiumRecord> {
  const made = { summary: null, source: null, filingId: null, version: 1, chainHash: null, ...aConsortium({ name }) };
  const record = { ...made, createdAt: AT, updatedAt: AT } as ConsortiumRecord;
  await indexConsortium(db, record, searchFields(record, [], []));
  return record;
}

async function byName(q: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchConsortia(db, q, {}, { sort: 'name', limit, cursor });
    ids.push(...(page?.ids ?? []));
    cursor = page?.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const { results } = await db.search
    .prepare(`SELECT consortium_id AS id, key FROM search_documents WHERE sort = 'name'`)
    .all<{ id: string; key: string }>();
  const names = new Map(results.map(({ id, key }) => [id, key]));
  return ids.map((id) => names.get(id) ?? '');
}

it('a match is what a list shows of the record, from the index alone', async () => {
  const { details: _details, summary: _summary, ...listed } = await indexed('只此一家');
  const page = await searchConsortia(db, '只此', {}, { sort: 'name', limit: 20 });
  expect(page).toEqual({ ids: [listed.id], records: [listed], nextCursor: null });
  expect(listed.fictional).toBe(true);
});

it('the orders lie apart, and every row is a whole number that JavaScript holds', () => {
  const ranges = (['name', 'until', 'registered'] as const).map(rowsOfOrder);
  expect(ranges.flatMap(({ first, last }) => [first, last])).toEqual(
    ranges.flatMap(({ first, last }) => [first, last]).sort((a, b) => a - b),
  );
  expect(ranges.every(({ last }) => Number.isSafeInteger(last))).toBe(true);
  for (const order of ['until', 'registered'] as const) {
    expect(rowsOfDay(order, '1970-01-01').first).toBeGreaterThanOrEqual(rowsOfOrder(order).first);
    expect(rowsOfDay(order, '2199-12-31').last).toBeLessThanOrEqual(rowsOfOrder(order).last);
  }
  expect(rowsOfPlace(placeOfNth(99_999, 100_000)).last).toBeLessThanOrEqual(rowsOfOrder('name').last);
});

it('a place lies between its neighbours, at the ends too, and is shared where there is no room', () => {
  const last = placeOf(rowsOfOrder('name').last);
  expect(placeBetween(10, 20)).toBe(15);
  expect(placeBetween(10, 11)).toBe(10);
  expect(placeBetween(10, 10)).toBe(10);
  expect(placeBetween(null, 0)).toBe(0);
  expect(placeBetween(last, null)).toBe(last);
  expect(placeBetween(null, null)).toBeGreaterThan(0);
});

it('names that come in their order between two others stay in order, though places between those run out', async () => {
  const between = Array.from({ length: 70 }, (_, n) => `连号中间${String(n).padStart(3, '0')}`);
  for (const name of ['连号一', '连号龟', ...between]) await indexed(name);
  const expected = ['连号一', '连号龟', ...between].sort(compareText);
  for (const limit of [1, 7, 20, 100]) expect(await byName('连号', limit)).toEqual(expected);
  const { results } = await db.search
    .prepare(`SELECT rowid AS id FROM search_documents WHERE sort = 'name' AND key LIKE '连号%'`)
    .all<{ id: number }>();
  expect(new Set(results.map(({ id }) => placeOf(id))).size).toBeLessThan(expected.length);
}, 30_000);

it.each([
  ['upwards', '龥升序', (n: number) => n],
  ['downwards', '!降序', (n: number) => 999 - n],
] as const)(
  'names that come %s at the end of all find a place each',
  async (_, word, numbered) => {
    const names = Array.from({ length: 80 }, (__, n) => `${word}${String(numbered(n)).padStart(3, '0')}`);
    for (const name of names) await indexed(name);
    expect(await byName(word, 20)).toEqual(names.toSorted(compareText));
    const cost = await costOf(() => searchConsortia(db, word, {}, { sort: 'name', limit: 20 }));
    expect(cost).toMatchObject({ queries: 1, rowsWritten: 0 });
    expect(cost.rowsRead).toBeLessThanOrEqual(60);
  },
  30_000,
);
