import {
  MarkRead,
  NotificationChoices,
  NotificationChoicesView,
  NotificationListQuery,
  NotificationPage,
  SetAsidePage,
  UnreadView,
} from '@lianchuang/contract/notifications';
import { countUnread, findChoices, findReach, listKept, listNotifications } from '@lianchuang/db/notifications/read';
import { listSetAside } from '@lianchuang/db/outbox/read';
import { keepChoices, markRead } from '@lianchuang/db/unlogged';
import { administers } from '@lianchuang/domain/accounts';
import { maskContact } from '@lianchuang/domain/identifiers';
import { ok, refuse } from '@lianchuang/domain/kernel';
import type { Choices } from '@lianchuang/domain/notifications';
import { answer } from '../http/answer.ts';
import type { Api, ApiContext, SignedAsk } from '../http/context.ts';
import { createRoute, declared, jsonBody } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import { eventIdOf, keptMessageView, notificationView, setAsideView } from './views.ts';

const tags: [string] = ['notifications'];
const MOST_SHOWN = 100;

async function choicesView({ db, viewer, channels }: SignedAsk, choices: Choices) {
  const reach = await findReach(db, viewer.userId);
  const phone = reach?.phone ?? null;
  return {
    ...choices,
    channels: [...channels],
    email: reach?.email ?? '',
    phone: phone === null ? null : maskContact(phone),
  };
}

/** What somebody was told, and how somebody wants to be told. */
export function notificationRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/notifications', summary: 'What I was told', tags, signedIn: true },
        NotificationPage,
      ),
      request: { query: NotificationListQuery },
    }),
    async (c) => {
      const { db, viewer, locale } = signedAsk(c);
      const { unread, ...query } = c.req.valid('query');
      const page = await listNotifications(db, viewer, { ...query, unread: unread === 'true' });
      if (page === undefined) return answer(c, refuse({ code: 'bad-cursor' }));
      return answer(c, ok({ ...page, items: page.items.map((each) => notificationView(each, locale)) }));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'post', path: '/notifications/actions/read', summary: 'Mark as read', tags, signedIn: true },
        UnreadView,
      ),
      request: jsonBody(MarkRead),
    }),
    async (c) => {
      const body = validate(MarkRead, c.get('body')?.json);
      if (!body.ok) return answer(c, body);
      const { db, viewer, now } = signedAsk(c);
      const which =
        'upTo' in body.value ? { upTo: eventIdOf(body.value.upTo) } : { eventIds: body.value.ids.map(eventIdOf) };
      await markRead(db, viewer.userId, which, now);
      return answer(c, ok({ unread: await countUnread(db, viewer.userId) }));
    },
  );

  api.openapi(
    createRoute(
      declared(
        { method: 'get', path: '/me/notification-choices', summary: 'How I am told', tags, signedIn: true },
        NotificationChoicesView,
      ),
    ),
    async (c) => {
      const ask = signedAsk(c);
      return answer(c, ok(await choicesView(ask, await findChoices(ask.db, ask.viewer.userId))));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'patch',
          path: '/me/notification-choices',
          summary: 'Choose how I am told',
          description:
            'What is urgent goes out at once on the chosen channels; everything always stands in the product.',
          tags,
          signedIn: true,
        },
        NotificationChoicesView,
      ),
      request: jsonBody(NotificationChoices),
    }),
    async (c) => {
      const body = validate(NotificationChoices, c.get('body')?.json);
      if (!body.ok) return answer(c, body);
      const ask = signedAsk(c);
      await keepChoices(ask.db, ask.viewer.userId, body.value, ask.now);
      return answer(c, ok(await choicesView(ask, body.value)));
    },
  );
}

/** Messages that could not be delivered, for those who look after an installation. */
export function messageRoutes(api: Api): void {
  api.openapi(
    createRoute(
      declared(
        {
          method: 'get',
          path: '/set-aside-messages',
          summary: 'Messages that could not be delivered',
          tags,
          signedIn: true,
        },
        SetAsidePage,
      ),
    ),
    async (c) => {
      const { db, viewer } = signedAsk(c);
      if (administers(viewer, ['system_administrator']).length === 0) return answer(c, refuse({ code: 'not-allowed' }));
      return answer(c, ok({ items: (await listSetAside(db, viewer, MOST_SHOWN)).map(setAsideView), nextCursor: null }));
    },
  );
}

/** What a demonstration would have sent, for everybody who tries it; anywhere else there is no such address. */
export async function keptMessages(c: ApiContext): Promise<Response> {
  const { db, demonstration } = c.get('ask');
  if (!demonstration) return answer(c, refuse({ code: 'not-found' }));
  return answer(c, ok({ items: (await listKept(db, MOST_SHOWN)).map(keptMessageView), nextCursor: null }));
}
