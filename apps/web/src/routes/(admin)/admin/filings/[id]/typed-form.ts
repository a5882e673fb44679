import type { ProblemFields } from '#lib/ui/problem.ts';

/** What stands in the form for an item that opens nothing. */
export const WORDS_ONLY = '-';

export type CorrectionItem = { code: string; pointer: string; text: string };

/** What was typed into an action's form, kept when it is refused. */
export type Typed = {
  reason: string;
  opinion: string;
  ruleId: string;
  outcome: string;
  items: CorrectionItem[];
  workingDays: string;
  dueOn: string;
};

/** An action's answer when it was not done; without a problem the form only asked for one more item. */
export type Refused = { action: string; typed: Typed; problem?: ProblemFields };

const STALE = ['stale-version', 'filing.wrong-state', 'notice.already-ruled'];

/** Somebody else acted first: what is on the screen is no longer true. */
export const isStale = (refused: Refused | null): boolean => STALE.includes(refused?.problem?.code ?? '');
