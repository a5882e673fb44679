import type { Db } from '@lianchuang/db/client';
import { findChoices, findNotificationForJob, findReach, listOfDigest } from '@lianchuang/db/notifications/read';
import type { Message } from '@lianchuang/db/outbox/read';
import { deliveryOf, sayNotification, type Channel, type Choices } from '@lianchuang/domain/notifications';
import { NEEDLESS, TAKEN, type Delivery } from '../platform/delivery.ts';
import type { Post } from '../platform/post.ts';
import { isNeedless } from './held.ts';
import { digestOf, letterOf } from './letters.ts';

/** A channel that nobody set up. */
export const OFF: Delivery = { is: 'failed', why: 'this channel is not set up' };
/** Somebody waits for it and nobody knows any more what it said: that is no delivery, it is an alarm. */
const LOST: Delivery = { is: 'refused', why: 'its notification is gone' };

/** What a message is for: the person as reachable today, and how that person wants to be told today. Nobody is there for somebody who is gone. */
async function readerOf(db: Db, { recipientId }: Message, origin: string) {
  if (recipientId === null) return undefined;
  const [reach, choices] = await Promise.all([findReach(db, recipientId), findChoices(db, recipientId)]);
  return reach === undefined ? undefined : { ...reach, choices, locale: choices.locale, origin };
}

/** Whether somebody who wanted a message on a channel when it was left wants none there any more. */
const wantsNone = (choices: Choices, urgent: boolean, channel: Channel): boolean =>
  deliveryOf({ urgent, channels: [channel] }, choices, channel) === 'none';

/** Mails one notification to one person; nothing to do for whoever is gone meanwhile. */
export async function mailNotification(db: Db, { mail, origin }: Post, message: Message): Promise<Delivery> {
  if (mail === null) return OFF;
  const reader = await readerOf(db, message, origin);
  const told = await findNotificationForJob(db, message.recipientId ?? '', String(message.payload['eventId']));
  if (reader === undefined || reader.email === '') return TAKEN;
  if (told === undefined) return LOST;
  if (wantsNone(reader.choices, told.urgent, 'mail') || (await isNeedless(db, told))) return NEEDLESS;
  return mail.send({ id: message.id, to: reader.email, ...letterOf(told, reader) });
}

const short = (text: string, most: number): string =>
  [...text].length > most ? `${[...text].slice(0, most - 1).join('')}…` : text;

/** Texts one notification to one person. */
export async function textNotification(db: Db, { sms, origin }: Post, message: Message): Promise<Delivery> {
  if (sms === null) return OFF;
  const reader = await readerOf(db, message, origin);
  const told = await findNotificationForJob(db, message.recipientId ?? '', String(message.payload['eventId']));
  if (reader?.phone == null) return TAKEN;
  if (told === undefined) return LOST;
  if (wantsNone(reader.choices, told.urgent, 'text') || (await isNeedless(db, told))) return NEEDLESS;
  const what = short(sayNotification(told.kind, told.facts, 'zh').title, 30);
  const consortium = short(told.facts.consortium ?? told.facts.lead, 20);
  return sms.send({ id: message.id, to: reader.phone, template: 'notice', parameters: { consortium, what } });
}

/** Mails one person's digest of a day. */
export async function mailDigest(db: Db, { mail, origin }: Post, message: Message): Promise<Delivery> {
  if (mail === null) return OFF;
  const day = String(message.payload['day']);
  const reader = await readerOf(db, message, origin);
  const all = await listOfDigest(db, message.recipientId ?? '', day);
  if (reader === undefined || reader.email === '') return TAKEN;
  if (all.length === 0) return LOST;
  if (wantsNone(reader.choices, false, 'mail')) return NEEDLESS;
  return mail.send({ id: message.id, to: reader.email, ...digestOf(all, day, reader) });
}
