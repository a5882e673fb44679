import type { AccountRow } from '@lianchuang/contract/accounts';
import type { AccountAction } from '@lianchuang/domain/accounts';
import { m } from '#lib/paraglide/messages.js';
import type { StateKind } from '#lib/ui/State.svelte';
import { officeWord, type administersAs } from './offices.ts';

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

/** What each administrator of accounts is here for. */
export const ledes: Record<NonNullable<ReturnType<typeof administersAs>>, () => string> = {
  system_administrator: m['accounts.lede.system_administrator'],
  security_administrator: m['accounts.lede.security_administrator'],
  auditor: m['accounts.lede.auditor'],
};

/** What an action means, said before it is taken. */
export const actionNotes: Record<AccountAction, () => string> = {
  confirm: m['accounts.note.confirm'],
  'end-sessions': m['accounts.note.end-sessions'],
  'reset-second-factor': m['accounts.note.reset-second-factor'],
  disable: m['accounts.note.disable'],
  enable: m['accounts.note.enable'],
  'end-office': m['accounts.note.end-office'],
};

const news: Record<AccountAction | 'grant-office', () => string> = {
  confirm: m['accounts.done.confirm'],
  'end-sessions': m['accounts.done.end-sessions'],
  'reset-second-factor': m['accounts.done.reset-second-factor'],
  disable: m['accounts.done.disable'],
  enable: m['accounts.done.enable'],
  'grant-office': m['accounts.done.grant-office'],
  'end-office': m['accounts.done.end-office'],
};

/** What was just done, by the name in the address; null for any other text there. */
export const newsOf = (done: string | null): string | null =>
  done !== null && Object.hasOwn(news, done) ? news[done as keyof typeof news]() : null;
