import type { AccountRow } from '@lianchuang/contract/accounts';
import { m } from '#lib/paraglide/messages.js';
import type { StateKind } from '#lib/ui/State.svelte';
import { officeWord } from './offices.ts';

type Office = AccountRow['offices'][number];

/** An office with where it is held: 经办（青岛市）. */
export function officeIn({ role, jurisdiction, division }: Office): string {
  return m['accounts.office_in']({ role: officeWord(role), place: (division ?? jurisdiction).name });
}

/** Whether somebody can sign in to the account. */
export function accountState({ disabledAt, confirmed }: Pick<AccountRow, 'disabledAt' | 'confirmed'>): {
  kind: StateKind;
  text: string;
} {
  if (disabledAt !== null) return { kind: 'bad', text: m['accounts.disabled']() };
  return confirmed ? { kind: 'ok', text: m['accounts.open']() } : { kind: 'draft', text: m['accounts.unconfirmed']() };
}

export const secondFactorWord = (isOn: boolean): string =>
  isOn ? m['accounts.second_factor_on']() : m['accounts.second_factor_off']();
