import type { FilingView } from '@lianchuang/contract/filings';
import { EDITABLE, remindableFrom, rolesOn, signatureState } from '@lianchuang/domain/filings';
import { refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { loadCase } from './case.ts';
import { saveFiling } from './save.ts';

/** Asks one member to read and sign, at most once in 24 hours; the event is what the message to it is made from. */
export async function remindMember(ask: SignedAsk, id: string, memberId: string): Promise<Result<FilingView>> {
  const loaded = await loadCase(ask, id);
  if (!loaded.ok) return loaded;
  const { filing } = loaded.value.found;
  if (!rolesOn(filing, ask.viewer).has('lead_editor')) return refuse({ code: 'not-allowed' });
  const member = filing.members.find((each) => each.id === memberId);
  if (member === undefined) return refuse({ code: 'not-found' });
  if (!EDITABLE.includes(filing.status)) return refuse({ code: 'filing.not-editable', status: filing.status });
  const state = signatureState(member, filing);
  if (state === 'current') return refuse({ code: 'filing.nothing-to-remind' });
  const last = loaded.value.events
    .filter(({ action, payload }) => action === 'filing.remind_member' && payload['memberId'] === memberId)
    .reduce<number | null>((latest, { at }) => Math.max(latest ?? at, at), null);
  const until = remindableFrom(last, ask.now);
  if (until !== null) return refuse({ code: 'filing.reminded-today', until });
  return saveFiling(ask, loaded.value, {
    next: filing,
    action: 'filing.remind_member',
    about: memberId,
    payload: { member: member.name, memberId, uscc: member.uscc, organizationId: member.organizationId, state },
  });
}
