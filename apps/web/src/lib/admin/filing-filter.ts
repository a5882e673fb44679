import { CLOCK_STEPS, SEEN_BY_OFFICE } from '@lianchuang/domain/filings';
import { m } from '#lib/paraglide/messages.js';
import { label } from '#lib/labels.ts';
import { dueWord, dueWords, stepWord, whoWord, whoWords } from './words.ts';

export const FILING_SORTS = {
  due: m['admin.filings.sort_due'],
  '-updatedAt': m['admin.filings.sort_updated'],
  updatedAt: m['admin.filings.sort_updated_up'],
  name: m['admin.filings.sort_name'],
  '-submittedAt': m['admin.filings.sort_submitted'],
} as const;
type FilingSort = keyof typeof FILING_SORTS;

const known: Record<string, readonly string[]> = {
  status: SEEN_BY_OFFICE,
  step: CLOCK_STEPS,
  who: Object.keys(whoWords),
  due: Object.keys(dueWords),
};
export const FILTER_NAMES = ['q', 'status', 'jurisdiction', 'step', 'who', 'due'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
export type FilingFilter = Record<FilterName, string> & { sort: FilingSort };

/** The filter in the address; what the lists do not know is left out rather than refused. */
export function readFilter(params: URLSearchParams): FilingFilter {
  const read = (name: string) => {
    const value = params.get(name)?.trim() ?? '';
    const values = known[name];
    return values === undefined || values.includes(value) ? value : '';
  };
  const jurisdiction = read('jurisdiction');
  const sort = params.get('sort') ?? '';
  return {
    q: read('q').slice(0, 200),
    status: read('status'),
    jurisdiction: /^\d{6}$/.test(jurisdiction) ? jurisdiction : '',
    step: read('step'),
    who: read('who'),
    due: read('due'),
    sort: sort in FILING_SORTS ? (sort as FilingSort) : 'due',
  };
}

/** What the filter says, one phrase for each condition, for the sentence and for loosening it. */
export function phrases(
  filter: FilingFilter,
  jurisdictions: readonly { code: string; name: string }[],
): { name: FilterName; text: string }[] {
  const words: Record<FilterName, (value: string) => string> = {
    status: (value) => m['admin.filings.said_status']({ value: label('filingStatus', value as 'submitted') }),
    jurisdiction: (value) => jurisdictions.find((each) => each.code === value)?.name ?? value,
    step: (value) => m['admin.filings.said_step']({ value: stepWord(value) }),
    who: (value) => m['admin.filings.said_who']({ value: whoWord(value) }),
    due: (value) => m['admin.filings.said_due']({ value: dueWord(value) }),
    q: (value) => m['admin.filings.said_q']({ value }),
  };
  const order: FilterName[] = ['jurisdiction', 'status', 'step', 'who', 'due', 'q'];
  return order.filter((name) => filter[name] !== '').map((name) => ({ name, text: words[name](filter[name]) }));
}
