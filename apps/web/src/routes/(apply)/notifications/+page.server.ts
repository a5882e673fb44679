import type { NotificationPage, NotificationView } from '@lianchuang/contract/notifications';
import { redirect } from '@sveltejs/kit';
import { textOf } from '#lib/filings/typed-fields.ts';
import { link } from '#lib/link.ts';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { homeOf, requireMe } from '#lib/server/me.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const me = await requireMe(event);
  const { searchParams } = event.url;
  const unread = searchParams.get('show') === 'unread';
  const cursor = searchParams.get('cursor');
  const page = unwrap(
    await createApi(event.locals.api).get<NotificationPage>('/notifications', {
      cursor,
      ...(unread ? { unread: 'true' } : {}),
    }),
  );
  return { me, home: homeOf(me), items: page.items, next: page.nextCursor, unread, isFirst: cursor === null };
};

/** Our own paths only: what the form brings back stood in a link of ours. */
const isOwnPath = (path: string): boolean => /^\/[a-z][\w/-]*$/i.test(path);

export const actions: Actions = {
  open: async ({ request, locals }) => {
    const form = await request.formData();
    const path = textOf(form, 'path');
    await createApi(locals.api).post('/notifications/actions/read', { ids: [textOf(form, 'id')] });
    // Whether the mark was kept or not, the one thing to do is not in the way of it.
    redirect(303, link(isOwnPath(path) ? path : '/notifications'));
  },
  read: async ({ request, locals }) => {
    const form = await request.formData();
    const [id, upTo] = [textOf(form, 'id'), textOf(form, 'upTo')];
    const answer = await createApi(locals.api).post<NotificationView>(
      '/notifications/actions/read',
      upTo === '' ? { ids: [id] } : { upTo },
    );
    return answer.ok ? { read: true } : toFail(answer.problem);
  },
};
