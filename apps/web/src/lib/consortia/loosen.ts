import type { FacetsView } from '@lianchuang/contract/consortia';
import type { FilterName, RegisterFilter } from './register-filter.ts';

export type Looser = { drop: FilterName; count: number };

const sum = (counts: { count: number }[]) => counts.reduce((all, each) => all + each.count, 0);

/**
 * Which single condition to give up for a result, with how many there would be. A facet counts without its own
 * condition, so three answers are there already; the others are asked for.
 */
export async function loosen(
  filter: RegisterFilter,
  facets: FacetsView,
  ask: (filter: RegisterFilter) => Promise<number | null>,
): Promise<Looser[]> {
  const known: Partial<Record<FilterName, number>> = {
    industry: sum(facets.industry),
    division: sum(facets.division),
    status: sum(facets.status),
  };
  const found: Looser[] = [];
  for (const drop of ['industry', 'division', 'status', 'q', 'jurisdiction'] as const) {
    if (filter[drop] === undefined) continue;
    const count = facets.exact && known[drop] !== undefined ? known[drop] : await ask({ ...filter, [drop]: undefined });
    if (count) found.push({ drop, count });
  }
  return found;
}
