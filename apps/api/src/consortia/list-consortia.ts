import type {
  ConsortiumFacetsQuery,
  ConsortiumListQuery,
  ConsortiumPage,
  FacetsView,
} from '@lianchuang/contract/consortia';
import { readFacets } from '@lianchuang/db/consortia/facets';
import { listConsortia } from '@lianchuang/db/consortia/read';
import { matchedValues, searchConsortia } from '@lianchuang/db/consortia/search';
import { CONSORTIUM_STATUSES, statusAt } from '@lianchuang/domain/consortia';
import { divisionName, isWithin } from '@lianchuang/domain/divisions';
import { findIndustry } from '@lianchuang/domain/industries';
import { ok, refuse, withDescendants, type Locale, type Result } from '@lianchuang/domain/kernel';
import type { Ask } from '../http/context.ts';
import { consortiumRow } from './views.ts';

const STATUS_WORDS: Readonly<Record<string, Record<Locale, string>>> = {
  in_force: { zh: '有效', en: 'in force' },
  expired: { zh: '已到期', en: 'expired' },
  revoked: { zh: '已撤销', en: 'revoked' },
  superseded: { zh: '已换发', en: 'superseded' },
};

type Filter = ConsortiumFacetsQuery;
const placesOf = ({ jurisdiction }: Filter): string[] | null =>
  jurisdiction === undefined ? null : withDescendants(jurisdiction);
/** A division outside the jurisdiction asked for leaves nothing to find. */
const contradicts = ({ jurisdiction, division }: Filter): boolean =>
  jurisdiction !== undefined && division !== undefined && !isWithin(division, jurisdiction);

/** One page of the register for everybody. */
export async function pageOfConsortia(ask: Ask, query: ConsortiumListQuery): Promise<Result<ConsortiumPage>> {
  const { db, now, locale } = ask;
  const { q, ...filter } = query;
  if (contradicts(filter)) return ok({ items: [], nextCursor: null });
  if (q === undefined || q.trim() === '') {
    const page = await listConsortia(db, filter, placesOf(filter), query, now);
    if (page === undefined) return refuse({ code: 'bad-cursor' });
    return ok({ items: page.items.map((each) => consortiumRow(each, now, locale)), nextCursor: page.nextCursor });
  }
  const found = await searchConsortia(db, q, filter, query);
  if (found === undefined) return refuse({ code: 'bad-cursor' });
  const rows = found.records.map((each) => consortiumRow(each, now, locale));
  // What has expired since the index was written is left out by its status of today.
  const items = filter.status === undefined ? rows : rows.filter((each) => each.status === filter.status);
  return ok({ items, nextCursor: found.nextCursor });
}

const named = (counts: ReadonlyMap<string, number>, name: (code: string) => string) =>
  [...counts]
    .map(([code, count]) => ({ code, name: name(code), count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));

function facetsView(
  counts: {
    industry: ReadonlyMap<string, number>;
    division: ReadonlyMap<string, number>;
    status: ReadonlyMap<string, number>;
  },
  total: number | null,
  exact: boolean,
  locale: Locale,
): FacetsView {
  return {
    total,
    industry: named(counts.industry, (code) => findIndustry(code)?.name[locale] ?? code),
    division: named(counts.division, (code) => divisionName(code) ?? code),
    status: CONSORTIUM_STATUSES.filter((each) => counts.status.has(each)).map((code) => ({
      code,
      name: STATUS_WORDS[code]?.[locale] ?? code,
      count: counts.status.get(code) ?? 0,
    })),
    exact,
  };
}

const tally = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

async function searchedFacets(ask: Ask, q: string, filter: Filter): Promise<FacetsView | null> {
  const { db, now, locale } = ask;
  const open = { jurisdiction: filter.jurisdiction };
  const matched = await matchedValues(db, q, open);
  if (matched === null) return null;
  const rows = matched.map((each) => ({
    ...each,
    status: statusAt({ status: each.status as 'in_force', validFrom: each.validTo, validTo: each.validTo }, now),
  }));
  const keep = (skip: 'industry' | 'division' | 'status' | null) =>
    rows.filter((row) =>
      (['industry', 'division', 'status'] as const).every(
        (dimension) => dimension === skip || filter[dimension] === undefined || row[dimension] === filter[dimension],
      ),
    );
  return facetsView(
    {
      industry: tally(keep('industry').map((row) => row.industry)),
      division: tally(keep('division').map((row) => row.division)),
      status: tally(keep('status').map((row) => row.status)),
    },
    keep(null).length,
    true,
    locale,
  );
}

/** Facets from maintained counts; with search words from the matches while these are few, else marked as not exact. */
export async function facetsOfConsortia(ask: Ask, query: ConsortiumFacetsQuery): Promise<Result<FacetsView>> {
  const { q, ...filter } = query;
  const none = { industry: new Map(), division: new Map(), status: new Map() };
  if (contradicts(filter)) return ok(facetsView(none, 0, true, ask.locale));
  const searched = q !== undefined && q.trim() !== '';
  const own = searched ? await searchedFacets(ask, q, filter) : null;
  if (own !== null) return ok(own);
  const facets = await readFacets(ask.db, filter, placesOf(filter), ask.now);
  return ok(facetsView(facets, searched ? null : facets.total, !searched, ask.locale));
}
