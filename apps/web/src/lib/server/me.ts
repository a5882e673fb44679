import { redirect } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { createApi, unwrap } from './api.ts';

export type Me = {
  user: { id: string; name: string; email: string };
  organizations: { id: string; name: string; role?: string }[];
  roles: { role: string; jurisdiction?: string }[];
};

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
