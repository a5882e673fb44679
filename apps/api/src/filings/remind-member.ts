import type { FilingView } from '@lianchuang/contract/filings';
import { remindableFrom } from '@lianchuang/domain/filings';
import { refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { memberToSign } from './member-to-sign.ts';
import { saveFiling } from './save.ts';

/** Asks one member to read and sign, at most once in 24 hours; the event is what the message to it is made from. */
export async function remindMember(ask: SignedAsk, id: string, memberId: string): Promise<Result<FilingView>> {
  const asked = await memberToSign(ask, id, memberId);
  if (!asked.ok) return asked;
  const { opened, member, state } = asked.value;
  const last = opened.events
    .filter(({ action, payload }) => action === 'filing.remind_member' && payload['memberId'] === memberId)
    .reduce<number | null>((latest, { at }) => Math.max(latest ?? at, at), null);
  const until = remindableFrom(last, ask.now);
  if (until !== null) return refuse({ code: 'filing.reminded-today', until });
  return saveFiling(ask, opened, {
    next: opened.found.filing,
    action: 'filing.remind_member',
    about: memberId,
    payload: { member: member.name, memberId, uscc: member.uscc, organizationId: member.organizationId, state },
  });
}
