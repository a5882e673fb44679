import type { Instant } from '../kernel/index.ts';

/** What came in by one submission or one answer to a correction: which text, when, and the number to ask by. */
export type Receipt = {
  readonly number: string;
  readonly action: 'submit' | 'resubmit';
  readonly at: Instant;
  readonly contentHash: string;
};

type Happened = {
  readonly action: string;
  readonly at: Instant;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** The end of the id in groups, as people read it out; from the second time on with its place in the row. */
function numberOf(id: string, place: number): string {
  const number = id
    .slice(-12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-');
  return place === 1 ? number : `${number}-${place}`;
}

/** The receipts of a filing out of its events, oldest first: they stay what they were, whatever is edited later. */
export function receiptsOf(filingId: string, events: readonly Happened[]): Receipt[] {
  return events
    .flatMap(({ action, at, payload }) => {
      const came = action === 'filing.submit' ? 'submit' : action === 'filing.resubmit' ? 'resubmit' : null;
      const { contentHash } = payload;
      return came === null || typeof contentHash !== 'string' ? [] : [{ action: came, at, contentHash } as const];
    })
    .map((each, index) => ({ number: numberOf(filingId, index + 1), ...each }));
}
