import type { Db } from '@lianchuang/db/client';
import { findFilingForJob } from '@lianchuang/db/filings/read';
import { findInvitationForJob } from '@lianchuang/db/filings/signing';
import type { Message } from '@lianchuang/db/outbox/read';
import { ENDED } from '@lianchuang/domain/filings';
import { invitationLetter, invitationNames } from '@lianchuang/domain/notifications';
import { NEEDLESS, type Delivery } from '../platform/delivery.ts';
import type { Post } from '../platform/post.ts';
import { OFF } from './deliver.ts';

/** An invitation that still has to go, as it is now; nothing where the member or the case is gone, or it went already. */
async function waiting(db: Db, { payload }: Message, origin: string) {
  const invitation = await findInvitationForJob(db, String(payload['invitationId']));
  if (invitation === undefined || invitation.address === null) return undefined;
  const found = await findFilingForJob(db, invitation.filingId);
  const member = found?.filing.members.find(({ id }) => id === invitation.memberId);
  const token = found?.invitations.get(invitation.memberId);
  if (found === undefined || member === undefined || token === undefined) return undefined;
  const { lead, content, jurisdiction, status } = found.filing;
  if (ENDED.includes(status)) return undefined;
  const { address: to, locale } = invitation;
  const link = `${origin}${locale === 'en' ? '/en' : ''}/sign/${token}`;
  const facts = { lead: lead.name, member: member.name, consortium: content.consortiumName, jurisdiction, link };
  return { to, locale, facts, key: token };
}

/** Mails an invitation to whoever the lead named. */
export async function mailInvitation(db: Db, { mail, origin }: Post, message: Message): Promise<Delivery> {
  if (mail === null) return OFF;
  const due = await waiting(db, message, origin);
  if (due === undefined) return NEEDLESS;
  return mail.send({ id: message.id, to: due.to, ...invitationLetter(due.facts, due.locale) });
}

/** Texts it; a registered template has Chinese words only. */
export async function textInvitation(db: Db, { sms, origin }: Post, message: Message): Promise<Delivery> {
  if (sms === null) return OFF;
  const due = await waiting(db, message, origin);
  if (due === undefined) return NEEDLESS;
  const { lead, consortium } = invitationNames(due.facts, 'zh');
  const parameters = { lead, consortium, key: due.key };
  return sms.send({ id: message.id, to: due.to, template: 'invitation', parameters });
}
