import type { Instant } from '@lianchuang/domain/kernel';
import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { liesIn, listUnswept, type ListedConsortium } from './read.ts';
import { scopeOf, type ScopeFilter } from './scope.ts';

export type Facets = {
  industry: Map<string, number>;
  division: Map<string, number>;
  status: Map<string, number>;
  total: number;
};

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
  const wanted = (dimension: 'industry' | 'division' | 'status') =>
    sql`SELECT dimension, value, count FROM consortium_facets
        WHERE dimension = ${dimension} AND scope = ${scopeOf(without(filter, dimension))} AND count > 0`;
  const [rows, unswept] = await Promise.all([
    db.orm.all<{ dimension: 'industry' | 'division' | 'status'; value: string; count: number }>(
      sql`${wanted('industry')} UNION ALL ${wanted('division')} UNION ALL ${wanted('status')}`,
    ),
    listUnswept(db, at),
  ]);
  const facets: Facets = { industry: new Map(), division: new Map(), status: new Map(), total: 0 };
  for (const { dimension, value, count } of rows) facets[dimension].set(value, count);
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
