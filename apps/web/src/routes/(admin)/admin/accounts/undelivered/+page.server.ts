import type { SetAsidePage } from '@lianchuang/contract/notifications';
import { error } from '@sveltejs/kit';
import { requireAdministrator } from '#lib/admin/desk.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const me = await requireAdministrator(event);
  if (!me.offices.some(({ role }) => role === 'system_administrator'))
    error(404, { message: m['ui.error.not_found'](), code: 'not-found', status: 404 });
  return { messages: unwrap(await createApi(event.locals.api).get<SetAsidePage>('/set-aside-messages')).items };
};
