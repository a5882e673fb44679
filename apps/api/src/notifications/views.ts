import type { KeptMessageView, NotificationView, SetAsideView } from '@lianchuang/contract/notifications';
import type { listKept, NotificationRecord } from '@lianchuang/db/notifications/read';
import type { Message } from '@lianchuang/db/outbox/read';
import { formatInstant, type Locale } from '@lianchuang/domain/kernel';
import { sayNotification } from '@lianchuang/domain/notifications';
import { pathOf } from './letters.ts';

/** On the wire a person's notification has the body of its event's id; whose it is, the session says. */
const wireId = (eventId: string): string => `ntf_${eventId.slice('evt_'.length)}`;
export const eventIdOf = (id: string): string => `evt_${id.slice('ntf_'.length)}`;

/** A notification in the language of who reads it. */
export function notificationView(record: NotificationRecord, locale: Locale): NotificationView {
  const { eventId, kind, facts, subject, urgent, createdAt, readAt } = record;
  const { title, means, todo, opens } = sayNotification(kind, facts, locale);
  return {
    id: wireId(eventId),
    kind,
    at: formatInstant(createdAt),
    readAt: readAt === null ? null : formatInstant(readAt),
    urgent,
    title,
    means,
    todo: { label: todo, path: pathOf(opens, subject) },
    subject,
  };
}

export function keptMessageView({
  id,
  channel,
  recipient,
  subject,
  body,
  keptAt,
}: Awaited<ReturnType<typeof listKept>>[number]): KeptMessageView {
  return { id, channel, recipient, subject, body, at: formatInstant(keptAt) };
}

export function setAsideView({ id, kind, createdAt, setAsideAt, attempts, lastError }: Message): SetAsideView {
  return {
    id,
    kind,
    createdAt: formatInstant(createdAt),
    setAsideAt: formatInstant(setAsideAt ?? createdAt),
    attempts,
    error: lastError,
  };
}
