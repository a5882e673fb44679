import { EVERYWHERE, BEGINNINGS, FREQUENT, RARE } from './words.ts';

const SORTS = ['-registeredOn', 'registeredOn', 'name', 'validTo'] as const;
const FILTERS = { jurisdiction: '370200', industry: 'qd-ai', division: '370212', status: 'in_force' } as const;
type Filter = keyof typeof FILTERS;

type Limit = { rows?: number; queries?: number };
export type Question = {
  group: string;
  /** What the table calls it. */
  name: string;
  path: string;
  limit: Limit;
  /** Walked by its cursors: first page, second, tenth, and the page at half of the result. */
  paged?: boolean;
};

const PAGE: Limit = { rows: 60, queries: 2 };
const NARROW_PAGE: Limit = { rows: 500 };
const FACETS: Limit = { rows: 300 };
const CONSORTIUM: Limit = { queries: 4 };
const RARE_WORD: Limit = { rows: 60 };
const FREQUENT_WORD: Limit = { rows: 2000 };

const combinations = (size: number): Filter[][] => {
  const all = (Object.keys(FILTERS) as Filter[]).reduce<Filter[][]>(
    (found, each) => [...found, ...found.map((chosen) => [...chosen, each])],
    [[]],
  );
  return all.filter((chosen) => chosen.length === size);
};

const query = (values: Record<string, string>) => new URLSearchParams(values).toString();
const chosen = (filters: readonly Filter[]) => Object.fromEntries(filters.map((each) => [each, FILTERS[each]]));
const listOf = (filters: readonly Filter[], more: Record<string, string>) =>
  `/api/v1/consortia?${query({ ...chosen(filters), ...more })}`;

function lists(): Question[] {
  return [0, 1, 2, 3, 4].flatMap((size) =>
    combinations(size).flatMap((filters) =>
      SORTS.map((sort) => ({
        group: ['no filter', 'one filter', 'two filters', 'three filters', 'four filters'][size] ?? '',
        name: `${filters.join(' + ') || 'all'}, ${sort}`,
        path: listOf(filters, { sort }),
        limit: size <= 2 ? PAGE : NARROW_PAGE,
        paged: true,
      })),
    ),
  );
}

const EXPIRED: Question[] = SORTS.map((sort) => ({
  group: 'one filter',
  name: `status expired, ${sort}`,
  path: `/api/v1/consortia?${query({ status: 'expired', sort })}`,
  limit: PAGE,
  paged: true,
}));

const FACET_FILTERS: Filter[][] = [[], ...combinations(1), ...combinations(2), ...combinations(3)];
const facets = (): Question[] =>
  FACET_FILTERS.map((filters) => ({
    group: 'facets',
    name: filters.join(' + ') || 'all',
    path: `/api/v1/consortia/facets?${query(chosen(filters))}`,
    limit: FACETS,
  }));

const search = (
  group: string,
  q: string,
  name: string,
  limit: Limit,
  filters: Filter[] = [],
  sort: string = SORTS[0],
): Question => ({
  group,
  name: `${name}${filters.map((each) => ` + ${each}`).join('')}, ${sort}`,
  path: listOf(filters, { q, sort }),
  limit,
  paged: true,
});

function searches(initials: string): Question[] {
  const beginning = BEGINNINGS[0] ?? '';
  const sorted = (q: string, name: string) =>
    SORTS.map((sort) => search('word in 5 %', q, name, FREQUENT_WORD, [], sort));
  const some: Filter[][] = [...combinations(1), ['industry', 'status'], ['jurisdiction', 'industry', 'status']];
  const narrowed = some.flatMap((filters) =>
    SORTS.map((sort) => search('word in 5 %', FREQUENT, 'word', FREQUENT_WORD, filters, sort)),
  );
  return [
    ...SORTS.map((sort) => search('rare word', RARE, 'word', RARE_WORD, [], sort)),
    search('rare word', RARE, 'word', RARE_WORD, ['jurisdiction']),
    ...sorted(FREQUENT, 'word'),
    ...narrowed,
    ...sorted(beginning, 'first word of names'),
    ...['-registeredOn', 'name'].map((sort) =>
      search('word in every record', EVERYWHERE, 'word', FREQUENT_WORD, [], sort),
    ),
    search('pinyin initials', initials, 'initials', FREQUENT_WORD),
    ...[RARE, FREQUENT].map((q) => ({
      group: 'facets',
      name: `words (${q === RARE ? 'rare' : '5 %'})`,
      path: `/api/v1/consortia/facets?${query({ q })}`,
      limit: FACETS,
    })),
  ];
}

export type Sample = { id: string; registrationNumber: string; initials: string };

/** Every question of the cost table. */
export function questions({ id, registrationNumber, initials }: Sample): Question[] {
  return [
    ...lists(),
    ...EXPIRED,
    ...facets(),
    { group: 'consortium', name: 'page of one', path: `/api/v1/consortia/${id}`, limit: CONSORTIUM },
    {
      group: 'registration',
      name: 'verify a number',
      path: `/api/v1/registrations/${encodeURIComponent(registrationNumber)}`,
      limit: CONSORTIUM,
    },
    ...searches(initials),
    { group: 'notices', name: 'all', path: '/api/v1/notices', limit: PAGE, paged: true },
    { group: 'notices', name: 'jurisdiction', path: '/api/v1/notices?jurisdiction=370200', limit: PAGE, paged: true },
    { group: 'notices', name: 'open', path: '/api/v1/notices?status=open', limit: PAGE },
  ];
}

/** What the speed table asks of the database, each time anew. */
export const timedAnew = ({ id }: Sample) => [
  { name: 'filtered list', path: listOf(['industry', 'status'], {}) },
  { name: 'search', path: listOf([], { q: FREQUENT }) },
  { name: 'one consortium, ten members', path: `/api/v1/consortia/${id}` },
];

/** What it asks as the product answers: the same within ten seconds comes from memory, pages from the cache in front. */
export const timedAgain = (sample: Sample) => [
  ...timedAnew(sample).map(({ name, path }) => ({ name: `${name}, asked again`, path })),
  { name: 'front page', path: '/' },
  { name: 'register page', path: '/consortia?industry=qd-ai&status=in_force' },
];
