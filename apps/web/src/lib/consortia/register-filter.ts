import { link } from '#lib/link.ts';

const filterNames = ['q', 'jurisdiction', 'industry', 'division', 'status', 'sort'] as const;
export type FilterName = (typeof filterNames)[number];
export type RegisterFilter = Partial<Record<FilterName, string>>;

/** The filter of an address; what is empty filters nothing. */
export function readFilter(params: URLSearchParams): RegisterFilter {
  const filter: RegisterFilter = {};
  for (const name of filterNames) {
    const value = params.get(name)?.trim();
    if (value) filter[name] = value;
  }
  return filter;
}

/** The filter as a query; a change replaces, `undefined` drops. */
export function filterQuery(
  filter: RegisterFilter,
  change: Partial<Record<FilterName | 'cursor', string | undefined>> = {},
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...change })) if (value) query.set(name, value);
  return query.size > 0 ? `?${query}` : '';
}

/** The register under a filter. */
export function registerHref(
  filter: RegisterFilter,
  change: Partial<Record<FilterName | 'cursor', string | undefined>> = {},
): string {
  return link('/consortia') + filterQuery(filter, change);
}
