import type { NotificationChoicesView } from '@lianchuang/contract/notifications';
import { textOf } from '#lib/filings/typed-fields.ts';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { requireMe } from '#lib/server/me.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  me: await requireMe(event),
  choices: unwrap(await createApi(event.locals.api).get<NotificationChoicesView>('/me/notification-choices')),
});

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const form = await request.formData();
    const answer = await createApi(locals.api).patch('/me/notification-choices', {
      mail: form.has('mail'),
      text: form.has('text'),
      pace: textOf(form, 'pace'),
      locale: textOf(form, 'locale'),
    });
    return answer.ok ? { saved: true } : toFail(answer.problem);
  },
};
