import { redirect } from '@sveltejs/kit';
import { textOf } from '#lib/filings/typed-fields.ts';
import { link } from '#lib/link.ts';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { requireMe } from '#lib/server/me.ts';
import { begin, confirm, end, remove } from './second-factor.server.ts';
import type { PasskeyList } from '@lianchuang/contract/passkeys';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const erased = event.url.searchParams.has('erased');
  const me = erased ? await event.locals.me() : await requireMe(event);
  const passkeys = me ? unwrap(await createApi(event.locals.api).get<PasskeyList>('/me/passkeys')).items : [];
  return { me, passkeys, erased: erased && me === null, secondFactor: event.url.searchParams.get('second-factor') };
};

export const actions: Actions = {
  begin,
  confirm,
  end,
  remove,
  erase: async ({ request, locals }) => {
    const email = textOf(await request.formData(), 'email').trim();
    const answer = await createApi(locals.api).post('/me/actions/erase', { email });
    if (!answer.ok) return toFail(answer.problem, { email });
    redirect(303, `${link('/account')}?erased`);
  },
};
