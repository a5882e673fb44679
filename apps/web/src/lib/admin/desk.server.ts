import { error, redirect } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { requireMe, type Me } from '#lib/server/me.ts';
import { m } from '#lib/paraglide/messages.js';
import { administersAs, hasDesk, readsAudit } from './offices.ts';

const nothingHere = (): never => error(404, { message: m['ui.error.not_found'](), code: 'not-found', status: 404 });

/** Who holds an office; for everybody else the console does not exist. */
export async function requireDesk(event: { locals: App.Locals; url: URL }): Promise<Me> {
  const me = await requireMe(event);
  if (!hasDesk(me)) return nothingHere();
  if (!me.secondFactor.needed) return me;
  const { pathname, search } = event.url;
  if (!me.secondFactor.passkey) redirect(303, `${link('/account')}#second-factor`);
  redirect(303, `${link('/sign-in/passkey')}?next=${encodeURIComponent(pathname + search)}`);
}

export async function requireAuditor(event: { locals: App.Locals; url: URL }): Promise<Me> {
  const me = await requireMe(event);
  return readsAudit(me) ? me : nothingHere();
}

export async function requireAdministrator(event: { locals: App.Locals; url: URL }): Promise<Me> {
  const me = await requireMe(event);
  return administersAs(me) === undefined ? nothingHere() : me;
}
