import type { Instant } from '@lianchuang/domain/kernel';
import type { Db } from '../client.ts';
import { inOneText } from '../lines.ts';
import { liesIn, listUnswept, type ListedConsortium } from './read.ts';
import { scopeOf, type ScopeFilter } from './scope.ts';

export type Facets = {
  industry: Map<string, number>;
  division: Map<string, number>;
  status: Map<string, number>;
  total: number;
};

const DIMENSIONS = ['industry', 'division', 'status'] as const;

const without = (filter: ScopeFilter, dimension: keyof ScopeFilter): ScopeFilter => ({
  ...filter,
  [dimension]: undefined,
});

/**
 * Counts by industry, division and status for a filter, each leaving its own dimension open; read from maintained
 * counters, put right by what has expired without a job.
 */
export async function readFacets(
  db: Db,
  filter: ScopeFilter,
  places: readonly string[] | null,
  at: Instant,
): Promise<Facets> {
  const one = `SELECT json_array(dimension, value, count) AS line FROM consortium_facets
    WHERE dimension = ? AND scope = ? AND count > 0`;
  const [lines, unswept] = await Promise.all([
    db.d1
      .prepare(inOneText(`${one} UNION ALL ${one} UNION ALL ${one}`))
      .bind(...DIMENSIONS.flatMap((dimension) => [dimension, scopeOf(without(filter, dimension))]))
      .first<string>('lines'),
    listUnswept(db, at),
  ]);
  const rows = JSON.parse(lines ?? '[]') as [dimension: (typeof DIMENSIONS)[number], value: string, count: number][];
  const facets: Facets = { industry: new Map(), division: new Map(), status: new Map(), total: 0 };
  for (const [dimension, value, count] of rows) facets[dimension].set(value, count);
  for (const record of unswept) expire(facets, record, filter, places);
  facets.total =
    filter.status === undefined
      ? [...facets.status.values()].reduce((sum, each) => sum + each, 0)
      : (facets.status.get(filter.status) ?? 0);
  return facets;
}

function add(counts: Map<string, number>, value: string, by: number): void {
  const next = (counts.get(value) ?? 0) + by;
  if (next > 0) counts.set(value, next);
  else counts.delete(value);
}

function expire(facets: Facets, record: ListedConsortium, filter: ScopeFilter, places: readonly string[] | null): void {
  if (liesIn(record, filter, places)) {
    add(facets.status, 'in_force', -1);
    add(facets.status, 'expired', 1);
  }
  const by = filter.status === 'in_force' ? -1 : filter.status === 'expired' ? 1 : 0;
  if (by === 0) return;
  if (liesIn(record, without(filter, 'industry'), places)) add(facets.industry, record.industryCode, by);
  if (liesIn(record, without(filter, 'division'), places)) add(facets.division, record.divisionCode, by);
}
