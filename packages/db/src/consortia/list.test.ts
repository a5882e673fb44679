import { statusAt } from '@lianchuang/domain/consortia';
import { withDescendants } from '@lianchuang/domain/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { aDb, costOf, plansOf } from '../testing/databases.ts';
import { aConsortium, arrange, registered } from '../testing/records.ts';
import { readFacets } from './facets.ts';
import { listConsortia, type ConsortiumRecord, type ConsortiumSort } from './read.ts';
import type { ScopeFilter } from './scope.ts';
import { changeStatus } from './write.ts';

const db = aDb();
const NOW = Date.parse('2026-11-22T09:00:00+08:00');
const SORTS: ConsortiumSort[] = ['-registeredOn', 'registeredOn', 'name', 'validTo'];
const all: ConsortiumRecord[] = [];

/** The same numbers in every run: an array index that looks like chance. */
function dice(seed: number) {
  let state = seed;
  return (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % sides;
  };
}

const pick = <T>(roll: (sides: number) => number, values: readonly T[]): T => values[roll(values.length)] as T;

beforeAll(async () => {
  const roll = dice(20_261_122);
  for (let n = 0; n < 150; n += 1) {
    const jurisdiction = pick(roll, ['370200', '370200', '370200', '410300']);
    const inQingdao = jurisdiction === '370200';
    const day = String(1 + roll(28)).padStart(2, '0');
    // A fifth is over at NOW although no job has said so; last days collide, and one is today itself.
    const validTo = pick(roll, [`2026-11-${day}`, '2026-11-22', '2026-11-21', `2027-06-${day}`, `2029-03-${day}`]);
    const record = await registered(
      db,
      aConsortium({
        jurisdiction,
        industryCode: inQingdao ? pick(roll, ['qd-ai', 'qd-it', 'qd-nev']) : 'ly-open',
        divisionCode: inQingdao
          ? pick(roll, ['370202', '370203', '370211', '370200'])
          : pick(roll, ['410302', '410305']),
        registeredOn: `2026-0${1 + roll(6)}-${day}`,
        validTo,
        // Names collide, and their order differs between code points and UTF-16 units.
        name: `${pick(roll, ['示例海洋', '𠮷田', '（示例）', '示例', 'Beta', '㐂'])}${roll(12)}`,
      }),
    );
    const over = roll(10);
    const status = over === 0 ? 'revoked' : over === 1 && validTo < '2026-11-22' ? 'expired' : null;
    if (status !== null) await arrange(db, changeStatus(db, record, status));
    all.push(status === null ? record : { ...record, status });
  }
}, 60_000);

const bytes = new TextEncoder();
/** Text in the order of the database: by UTF-8 bytes. */
function compareText(a: string, b: string): number {
  const [x, y] = [bytes.encode(a), bytes.encode(b)];
  for (let at = 0; at < Math.min(x.length, y.length); at += 1) {
    if (x[at] !== y[at]) return (x[at] ?? 0) - (y[at] ?? 0);
  }
  return x.length - y.length;
}

const inScope = (record: ConsortiumRecord, filter: ScopeFilter): boolean =>
  (filter.jurisdiction === undefined || withDescendants(filter.jurisdiction).includes(record.jurisdiction)) &&
  (filter.industry === undefined || record.industryCode === filter.industry) &&
  (filter.division === undefined || record.divisionCode === filter.division) &&
  (filter.status === undefined || statusAt(record, NOW) === filter.status);

function naive(filter: ScopeFilter, sort: ConsortiumSort): string[] {
  const key = {
    '-registeredOn': 'registeredOn',
    registeredOn: 'registeredOn',
    name: 'name',
    validTo: 'validTo',
  } as const;
  const down = sort === '-registeredOn' ? -1 : 1;
  return all
    .filter((each) => inScope(each, filter))
    .sort((a, b) => down * (compareText(a[key[sort]], b[key[sort]]) || compareText(a.id, b.id)))
    .map((each) => each.id);
}

const places = (filter: ScopeFilter) =>
  filter.jurisdiction === undefined ? null : withDescendants(filter.jurisdiction);

async function walk(filter: ScopeFilter, sort: ConsortiumSort, limit: number): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listConsortia(db, filter, places(filter), { sort, limit, cursor }, NOW);
    if (page === undefined) throw new Error('a cursor of our own was refused');
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...page.items.map((each) => each.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return seen;
}

const FILTERS: ScopeFilter[] = [undefined, '370000', '370200', '410300', '410000'].flatMap((jurisdiction) =>
  [undefined, 'qd-ai', 'ly-open'].flatMap((industry) =>
    [undefined, '370211', '410305'].flatMap((division) =>
      [undefined, 'in_force', 'expired', 'revoked'].map((status) => ({ jurisdiction, industry, division, status })),
    ),
  ),
);
// A division outside the jurisdiction asked for is refused before the register is read.
const sensible = FILTERS.filter(
  ({ jurisdiction, division }) =>
    jurisdiction === undefined || division === undefined || division.slice(0, 2) === jurisdiction.slice(0, 2),
);

describe('the register', () => {
  it('the arranged register has every status, stale and swept', () => {
    const stored = all.map((each) => `${each.status} ${statusAt(each, NOW)}`);
    expect([...new Set(stored)].sort()).toEqual([
      'expired expired',
      'in_force expired',
      'in_force in_force',
      'revoked revoked',
    ]);
  });

  it.each(SORTS)(
    'every filter sorted by %s shows exactly what a plain search of all records finds, page by page without gap or repeat',
    { timeout: 60_000 },
    async (sort) => {
      for (const [at, filter] of sensible.entries()) {
        const limit = [1, 3, 7, 20, 100][at % 5] ?? 20;
        const expected = naive(filter, sort);
        const found = await walk(filter, sort, limit === 1 && expected.length > 12 ? 7 : limit);
        expect(found, JSON.stringify({ filter, sort, limit })).toEqual(expected);
      }
    },
  );

  it('counts are what counting would give, for every filter, with what has expired since the last sweep', async () => {
    const count = (filter: ScopeFilter, of: (record: ConsortiumRecord) => string) => {
      const counts: Record<string, number> = {};
      for (const each of all) if (inScope(each, filter)) counts[of(each)] = (counts[of(each)] ?? 0) + 1;
      return counts;
    };
    for (const filter of sensible) {
      const facets = await readFacets(db, filter, places(filter), NOW);
      const label = JSON.stringify(filter);
      expect(Object.fromEntries(facets.industry), label).toEqual(
        count({ ...filter, industry: undefined }, (each) => each.industryCode),
      );
      expect(Object.fromEntries(facets.division), label).toEqual(
        count({ ...filter, division: undefined }, (each) => each.divisionCode),
      );
      expect(Object.fromEntries(facets.status), label).toEqual(
        count({ ...filter, status: undefined }, (each) => statusAt(each, NOW)),
      );
      expect(facets.total, label).toBe(naive(filter, 'name').length);
    }
  });

  it('a registration is in force through its last day and expired at midnight, job or no job', async () => {
    const today = all.filter((each) => each.validTo === '2026-11-22' && each.status === 'in_force');
    expect(today.length).toBeGreaterThan(0);
    const ids = today.map((each) => each.id);
    const listed = async (status: string, at: number) => {
      const page = await listConsortia(db, { status }, null, { sort: 'validTo', limit: 200 }, at);
      return page?.items.map((each) => each.id) ?? [];
    };
    const midnight = Date.parse('2026-11-23T00:00:00+08:00');
    expect(await listed('in_force', midnight - 1)).toEqual(expect.arrayContaining(ids));
    expect(await listed('expired', midnight - 1)).not.toContain(ids[0]);
    expect(await listed('expired', midnight)).toEqual(expect.arrayContaining(ids));
    expect(await listed('in_force', midnight)).not.toContain(ids[0]);
  });

  it.each(['', 'x', 'W10', btoa('[1,2,3]'), btoa('{"a":1}'), btoa('["2026-01-01",{"a":1}]')])(
    'a cursor that was not made here is refused: %j',
    async (cursor) => {
      expect(await listConsortia(db, {}, null, { sort: 'name', limit: 5, cursor }, NOW)).toBeUndefined();
    },
  );

  it('a page walks the key of its listing and looks records up by id, whatever filter and sort', async () => {
    for (const sort of SORTS) {
      const filter = { jurisdiction: '370200', industry: 'qd-ai', status: 'in_force' };
      const first = await listConsortia(db, filter, null, { sort, limit: 2 }, NOW);
      const cursor = first?.nextCursor ?? undefined;
      expect(cursor).toBeDefined();
      const plans = await plansOf((on) => listConsortia(on, filter, null, { sort, limit: 2, cursor }, NOW));
      expect(plans).toEqual([
        `CO-ROUTINE (subquery-1) | SEARCH consortium_listings USING PRIMARY KEY (scope=? AND sort=? AND (key,consortium_id)${sort === '-registeredOn' ? '<' : '>'}(?,?)) | ` +
          `SEARCH consortia USING INDEX sqlite_autoindex_consortia_1 (id=?) | SCAN (subquery-1)`,
      ]);
    }
  });

  it('what expired without a job is found by the index for it, and facets by their key', async () => {
    const plans = await plansOf((on) => readFacets(on, { industry: 'qd-ai' }, null, NOW));
    expect([...plans].sort()).toEqual([
      `CO-ROUTINE (subquery-3) | COMPOUND QUERY | LEFT-MOST SUBQUERY | ${Array(3).fill('SEARCH consortium_facets USING PRIMARY KEY (dimension=? AND scope=?)').join(' | UNION ALL | ')} | SCAN (subquery-3)`,
      'SEARCH consortia USING INDEX consortia_expiring (status=? AND valid_to<?)',
    ]);
  });

  it('a deep page costs what the first one costs', async () => {
    const filter = { jurisdiction: '370200' };
    const first = await listConsortia(db, filter, null, { sort: 'name', limit: 20 }, NOW);
    let cursor = first?.nextCursor ?? undefined;
    for (let deep = 0; deep < 3; deep += 1) {
      const page = await listConsortia(db, filter, null, { sort: 'name', limit: 20, cursor }, NOW);
      cursor = page?.nextCursor ?? undefined;
    }
    const page = (at: string | undefined) =>
      listConsortia(db, filter, null, { sort: 'name', limit: 20, cursor: at }, NOW);
    const shallow = await costOf(() => page(undefined));
    const deep = await costOf(() => page(cursor));
    expect(shallow).toMatchObject({ queries: 1, rowsWritten: 0 });
    expect(shallow.rowsRead).toBeLessThanOrEqual(60);
    expect(deep.rowsRead).toBeLessThanOrEqual(60);
  });
});
