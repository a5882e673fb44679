import type { MeView } from '@lianchuang/contract/organizations';
import { redirect } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { createApi, unwrap } from './api.ts';

export type Me = MeView;

export async function askMe(api: typeof fetch): Promise<Me | null> {
  const answer = await createApi(api).get<Me>('/me');
  return answer.status === 401 ? null : unwrap(answer);
}

export function signInPath(url: URL): string {
  return `${link('/sign-in')}?next=${encodeURIComponent(url.pathname + url.search)}`;
}

/** For layouts of pages that need a login: who it is, or off to sign in and back here. */
export async function requireMe(event: { locals: App.Locals; url: URL }): Promise<Me> {
  const me = await event.locals.me();
  if (!me) redirect(303, signInPath(event.url));
  return me;
}

/** Where somebody starts who did not ask for a particular page. */
export function homeOf(me: Me): string {
  if (me.secondFactor.needed) return me.secondFactor.passkey ? '/sign-in/passkey' : '/account';
  const roles = new Set(me.offices.map((office) => office.role));
  if (roles.size === 0) return '/apply';
  return roles.size === 1 && roles.has('expert') ? '/reviews' : '/admin';
}
