import { CHANNELS, PACES } from '@lianchuang/domain/notifications';
import { z } from 'zod';
import { page, paging } from './paging.ts';

const locale = z.enum(['zh', 'en']);

export const NotificationView = z
  .object({
    id: z.string(),
    kind: z.string(),
    at: z.string(),
    readAt: z.string().nullable(),
    urgent: z.boolean(),
    /** What happened, what it means, and the one thing to do with the page it is done on. */
    title: z.string(),
    means: z.string(),
    todo: z.object({ label: z.string(), path: z.string() }),
    /** The record that it is about. */
    subject: z.string(),
  })
  .meta({ id: 'Notification' });
export type NotificationView = z.infer<typeof NotificationView>;
export const NotificationPage = page(NotificationView).meta({ id: 'NotificationPage' });
export type NotificationPage = z.infer<typeof NotificationPage>;
export const NotificationListQuery = z.strictObject({ unread: z.enum(['true']).optional(), ...paging });

/** The named ones, or all up to one of them: what came meanwhile stays unread. */
export const MarkRead = z
  .union([
    z.strictObject({
      ids: z
        .array(z.string().regex(/^ntf_[a-z0-9]{1,60}$/))
        .min(1)
        .max(100),
    }),
    z.strictObject({ upTo: z.string().regex(/^ntf_[a-z0-9]{1,60}$/) }),
  ])
  .meta({ id: 'MarkRead' });
export type MarkRead = z.infer<typeof MarkRead>;
export const UnreadView = z.object({ unread: z.number().int() }).meta({ id: 'Unread' });
export type UnreadView = z.infer<typeof UnreadView>;

export const NotificationChoices = z
  .strictObject({ mail: z.boolean(), text: z.boolean(), pace: z.enum(PACES), locale })
  .meta({ id: 'NotificationChoices' });
export type NotificationChoices = z.infer<typeof NotificationChoices>;
export const NotificationChoicesView = z
  .object({
    ...NotificationChoices.shape,
    /** The ways that this installation has. */
    channels: z.array(z.enum(CHANNELS)),
    email: z.string(),
    /** With its middle hidden; null without a proven number. */
    phone: z.string().nullable(),
  })
  .meta({ id: 'NotificationChoicesView' });
export type NotificationChoicesView = z.infer<typeof NotificationChoicesView>;

/** What a demonstration would have sent; elsewhere there is no such page. */
export const KeptMessageView = z
  .object({
    id: z.string(),
    channel: z.enum(CHANNELS),
    recipient: z.string(),
    subject: z.string().nullable(),
    body: z.string(),
    at: z.string(),
  })
  .meta({ id: 'KeptMessage' });
export type KeptMessageView = z.infer<typeof KeptMessageView>;
export const KeptMessagePage = page(KeptMessageView).meta({ id: 'KeptMessagePage' });
export type KeptMessagePage = z.infer<typeof KeptMessagePage>;

/** A message that was given up, without what it says. */
export const SetAsideView = z
  .object({
    id: z.string(),
    kind: z.string(),
    createdAt: z.string(),
    setAsideAt: z.string(),
    attempts: z.number().int(),
    error: z.string().nullable(),
  })
  .meta({ id: 'SetAsideMessage' });
export type SetAsideView = z.infer<typeof SetAsideView>;
export const SetAsidePage = page(SetAsideView).meta({ id: 'SetAsidePage' });
export type SetAsidePage = z.infer<typeof SetAsidePage>;
