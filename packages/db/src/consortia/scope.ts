import { withAncestors } from '@lianchuang/domain/kernel';

/** The filters of the register, each a value or undefined for "any". */
export type ScopeFilter = {
  readonly jurisdiction?: string | undefined;
  readonly industry?: string | undefined;
  readonly division?: string | undefined;
  readonly status?: string | undefined;
};

export type Listed = {
  readonly id: string;
  readonly jurisdiction: string;
  readonly industryCode: string;
  readonly divisionCode: string;
  readonly status: string;
  readonly name: string;
  readonly registeredOn: string;
  readonly validTo: string;
};

const ANY = '-';

/** The key of a filter: `jurisdiction/industry/division/status`. A division lies in one jurisdiction, so it stands for both. */
export function scopeOf(filter: ScopeFilter): string {
  const jurisdiction = filter.division === undefined ? filter.jurisdiction : undefined;
  return [jurisdiction, filter.industry, filter.division, filter.status].map((each) => each ?? ANY).join('/');
}

const anyOr = (value: string): (string | undefined)[] => [undefined, value];

/** Every scope in which a consortium is found: 16 for a bureau under a province. */
export function scopesOf(one: Listed): string[] {
  const places: ScopeFilter[] = [
    {},
    ...withAncestors(one.jurisdiction).map((jurisdiction) => ({ jurisdiction })),
    { division: one.divisionCode },
  ];
  return places.flatMap((place) =>
    anyOr(one.industryCode).flatMap((industry) =>
      anyOr(one.status).map((status) => scopeOf({ ...place, industry, status })),
    ),
  );
}

export type ListingRow = { scope: string; sort: 'name' | 'registered' | 'until'; key: string; consortiumId: string };

/** The rows of `consortium_listings` for one consortium. */
export function listingRows(one: Listed): ListingRow[] {
  return scopesOf(one).flatMap((scope) => [
    { scope, sort: 'registered' as const, key: one.registeredOn, consortiumId: one.id },
    { scope, sort: 'name' as const, key: one.name, consortiumId: one.id },
    { scope, sort: 'until' as const, key: one.validTo, consortiumId: one.id },
  ]);
}

export type FacetRow = { dimension: 'industry' | 'division' | 'status'; scope: string; value: string };

/** The counters that a consortium adds one to: per dimension, every scope of the other dimensions. */
export function facetRows(one: Listed): FacetRow[] {
  const places = [{}, ...withAncestors(one.jurisdiction).map((jurisdiction) => ({ jurisdiction }))];
  const within = [...places, { division: one.divisionCode }];
  const { industryCode, divisionCode, status } = one;
  return [
    ...within.flatMap((place) =>
      anyOr(status).map((each) => ({
        dimension: 'industry' as const,
        scope: scopeOf({ ...place, status: each }),
        value: industryCode,
      })),
    ),
    ...places.flatMap((place) =>
      anyOr(industryCode).flatMap((industry) =>
        anyOr(status).map((each) => ({
          dimension: 'division' as const,
          scope: scopeOf({ ...place, industry, status: each }),
          value: divisionCode,
        })),
      ),
    ),
    ...within.flatMap((place) =>
      anyOr(industryCode).map((industry) => ({
        dimension: 'status' as const,
        scope: scopeOf({ ...place, industry }),
        value: status,
      })),
    ),
  ];
}
