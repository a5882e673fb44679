import type { Refusal } from './result.ts';

/**
 * One row of a life cycle: in the states `from`, someone holding one of the roles `by` may do `action`;
 * every guard must pass; the record then stands in `to` (a state, or a choice that depends on the record).
 */
export type Transition<State extends string, Action extends string, Role extends string, Case, Facts> = {
  readonly action: Action;
  readonly from: readonly State[];
  readonly by: readonly Role[];
  readonly to: State | 'same' | ((record: Case) => State);
  readonly guards: readonly Guard<Case, Facts>[];
  readonly requires: readonly string[];
};

/** A named condition; returns the refusal that explains why it does not hold, or null. */
export type Guard<Case, Facts> = {
  readonly name: string;
  readonly check: (record: Case, facts: Facts) => Refusal | null;
};

/**
 * Finds the row for an action, or says why there is none: `not-allowed` when no role of the actor ever may,
 * `wrong-state` when the roles fit but not now, else the first guard that fails.
 */
export function findTransition<State extends string, Action extends string, Role extends string, Case, Facts>(
  table: readonly Transition<State, Action, Role, Case, Facts>[],
  record: Case,
  state: State,
  action: Action,
  roles: ReadonlySet<Role>,
  facts: Facts,
):
  | { readonly row: Transition<State, Action, Role, Case, Facts>; readonly refusal: null }
  | { readonly row: null; readonly refusal: Refusal | 'not-allowed' | 'wrong-state' } {
  const rows = table.filter((row) => row.action === action);
  const mine = rows.filter((row) => row.by.some((role) => roles.has(role)));
  if (mine.length === 0) return { row: null, refusal: 'not-allowed' };
  const here = mine.filter((row) => row.from.includes(state));
  if (here.length === 0) return { row: null, refusal: 'wrong-state' };
  let first: Refusal | null = null;
  for (const row of here) {
    const refusal = row.guards.map((guard) => guard.check(record, facts)).find((each) => each !== null) ?? null;
    if (refusal === null) return { row, refusal: null };
    first ??= refusal;
  }
  return { row: null, refusal: first ?? 'wrong-state' };
}

/** The state after a row: fixed, unchanged, or chosen from the record. */
export function stateAfter<State extends string, Case>(
  to: State | 'same' | ((record: Case) => State),
  record: Case,
  state: State,
): State {
  if (typeof to === 'function') return to(record);
  return to === 'same' ? state : (to as State);
}
