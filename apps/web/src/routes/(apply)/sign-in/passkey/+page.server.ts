import { redirect } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { homeOf, requireMe } from '#lib/server/me.ts';
import type { PageServerLoad } from './$types';

/** For whoever came in by password alone and has a passkey; everybody else has nothing to confirm. */
export const load: PageServerLoad = async (event) => {
  const me = await requireMe(event);
  const asked = event.url.searchParams.get('next');
  const { passkey, proven } = me.secondFactor;
  if (proven || !passkey) redirect(303, nextPath(asked, link(homeOf(me))));
  return { next: nextPath(asked, ''), authenticator: me.secondFactor.authenticator };
};
