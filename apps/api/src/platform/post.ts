import type { Db } from '@lianchuang/db/client';
import type { Channel } from '@lianchuang/domain/notifications';
import type { Mail, Sms } from './delivery.ts';
import type { Env } from './env.ts';
import { mailOf, smtpSettings } from './mail.ts';
import { smsOf } from './sms.ts';

/** How this installation reaches people outside itself; null is a way that nobody set up. */
export type Post = { readonly mail: Mail | null; readonly sms: Sms | null; readonly origin: string };

/** The ways of an installation as they are set. */
export const postOf = (env: Env, db: Db): Post => ({ mail: mailOf(env, db), sms: smsOf(env, db), origin: env.ORIGIN });

/** Which channels an installation has: a message for one that it lacks is never written. */
export function channelsOf(env: Env): readonly Channel[] {
  if (env.ENVIRONMENT !== 'production') return ['mail', 'text'];
  return [...(smtpSettings(env) === null ? [] : ['mail' as const]), ...(env.SMS_ENDPOINT ? ['text' as const] : [])];
}

/** Rings for whoever performs what waits. A bell that is broken or full is no matter: the sweeper comes every five minutes. */
export async function ring(env: Env, asking: { mostAttempts?: number } = {}): Promise<void> {
  try {
    await env.BELL?.send(asking);
  } catch (error) {
    console.error(JSON.stringify({ at: 'bell', error: String(error).slice(0, 100) }));
  }
}
