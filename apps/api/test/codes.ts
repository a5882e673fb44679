import { env } from 'cloudflare:workers';
import type { Answer, App, Problem } from './app-under-test.ts';

type Entered = { account: boolean; twoFactorRedirect?: boolean; passwordGone?: boolean };

/** What a phone or a mailbox shows: the code of the newest message that was kept for it. */
export async function shownOn(recipient: string): Promise<string> {
  const row = await env.DB.prepare(
    'SELECT body FROM kept_messages WHERE recipient = ? ORDER BY kept_at DESC, rowid DESC LIMIT 1',
  )
    .bind(recipient)
    .first<{ body: string }>();
  return /\d{6}/.exec(row?.body ?? '')?.[0] ?? '';
}

export const messagesTo = async (recipient: string): Promise<number> =>
  (await env.DB.prepare('SELECT count(*) AS n FROM kept_messages WHERE recipient = ?')
    .bind(recipient)
    .first<number>('n')) ?? 0;

/** A code that is not the one shown. */
export const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');

export const told = ({ status, body }: Answer<unknown>) => ({ status, code: (body as Problem).code });

/** Enters a code in the browser that holds these cookies. */
export const entering = (app: App, channel: 'phone' | 'mail') => (cookie: string, code: string) =>
  app.post<Entered & Problem>(`/api/auth/${channel}/enter`, { code }, cookie === '' ? {} : { Cookie: cookie });

/** How somebody’s newest sign-in stands on record. */
export const newestWayOf = async (userId: string): Promise<string | undefined> =>
  (
    await env.DB.prepare('SELECT how FROM sign_ins WHERE user_id = ? ORDER BY rowid DESC LIMIT 1')
      .bind(userId)
      .first<{ how: string }>()
  )?.how;
