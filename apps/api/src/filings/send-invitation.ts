import type { FilingView } from '@lianchuang/contract/filings';
import type { SendInvitation } from '@lianchuang/contract/signing';
import { insertInvitation } from '@lianchuang/db/filings/signing-writes';
import { newId } from '@lianchuang/db/ids';
import type { Filing } from '@lianchuang/domain/filings';
import { maskContact, type Contact } from '@lianchuang/domain/identifiers';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { memberToSign } from './member-to-sign.ts';
import { saveFiling, type Change } from './save.ts';

/** Every name under which a sending is counted; an address is one whatever its case, and whoever sends to it. */
async function counted({ quotas, viewer }: SignedAsk, filingId: string, memberId: string, { address }: Contact) {
  const all = await Promise.all([
    quotas('invitation.member', memberId),
    quotas('invitation.filing', filingId),
    quotas('invitation.person', viewer.userId),
    quotas('invitation.address', address.toLowerCase()),
  ]);
  return all.flat();
}

/** What a change needs so that the invitation of one of its members goes out with it; the text is made when it is sent. */
export async function sendingOf(
  ask: SignedAsk,
  { id: filingId, jurisdiction }: Pick<Filing, 'id' | 'jurisdiction'>,
  memberId: string,
  to: Contact,
): Promise<Result<Required<Pick<Change, 'statements' | 'outbox' | 'quotas'>>>> {
  if (!ask.channels.includes(to.channel)) return refuse({ code: 'filing.no-channel', channel: to.channel });
  const id = newId('invitation');
  const invitation = insertInvitation(ask.db, {
    id,
    jurisdiction,
    filingId,
    memberId,
    channel: to.channel,
    address: to.address,
    addressHint: maskContact(to.address),
    locale: ask.locale,
    askedBy: ask.viewer.userId,
    askedAt: ask.now,
  });
  return ok({
    statements: [invitation],
    outbox: [{ kind: `invitation.${to.channel}`, payload: { invitationId: id } }],
    quotas: await counted(ask, filingId, memberId, to),
  });
}

/** A quota that a sending used up has words of its own: the link is there in any case. */
export const tooOften = <T>(done: Result<T>): Result<T> =>
  !done.ok && done.refusal.code === 'too-many-requests'
    ? refuse({ ...done.refusal, code: 'filing.invited-too-often' })
    : done;

/** Sends the invitation of a member that has not signed to an address; the event says that it was sent, not where to. */
export async function sendInvitation(
  ask: SignedAsk,
  id: string,
  memberId: string,
  { to }: SendInvitation,
): Promise<Result<FilingView>> {
  const asked = await memberToSign(ask, id, memberId);
  if (!asked.ok) return asked;
  const { opened, member } = asked.value;
  const { filing } = opened.found;
  const sending = await sendingOf(ask, filing, memberId, to);
  if (!sending.ok) return sending;
  return tooOften(
    await saveFiling(ask, opened, {
      ...sending.value,
      next: filing,
      action: 'filing.send_invitation',
      payload: { member: member.name, memberId, channel: to.channel },
      about: memberId,
    }),
  );
}
