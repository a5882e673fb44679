import type { Db } from '@lianchuang/db/client';
import { keepMessage } from '@lianchuang/db/unlogged';
import { now } from './clock.ts';
import { TAKEN, type Mail } from './delivery.ts';
import type { Env } from './env.ts';
import { smtpOf, type SmtpSettings } from './smtp.ts';

/** One address, as it may stand in a command and a header: no space, no bracket, no comma, nothing that ends a line. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/iu.test(text);

const isOneLine = (text: string): boolean => !/[\p{Cc}\u2028\u2029]/u.test(text);

/** Keeps what would have been sent, for the page of a demonstration. */
const kept = (db: Db): Mail => ({
  async send({ id, to, subject, text }) {
    await keepMessage(db, { messageId: id, channel: 'mail', recipient: to, subject, body: text, keptAt: now() });
    return TAKEN;
  },
});

/** Nothing leaves that could be read as more than one address, one line and one text. */
const guarded = (mail: Mail): Mail => ({
  send: (letter) =>
    isMailAddress(letter.to) && isOneLine(letter.subject) && isOneLine(letter.id)
      ? mail.send(letter)
      : Promise.resolve({ is: 'refused', why: 'malformed' }),
});

/** What is set of SMTP; null where no server is named. */
export function smtpSettings(env: Env): SmtpSettings | null {
  const { SMTP_HOST: host, SMTP_PORT, SMTP_SECURITY: security = 'tls', SMTP_USER, SMTP_PASSWORD, MAIL_FROM } = env;
  if (host === undefined || host === '') return null;
  const port = Number(SMTP_PORT ?? { tls: 465, starttls: 587, none: 25 }[security]);
  const login = SMTP_USER === undefined ? null : { user: SMTP_USER, pass: SMTP_PASSWORD ?? '' };
  return { host, port, security, login, from: MAIL_FROM ?? `no-reply@${new URL(env.ORIGIN).hostname}` };
}

/** The mail of this installation; null where nobody set it up. A demonstration keeps everything and sends nothing. */
export function mailOf(env: Env, db: Db): Mail | null {
  const settings = env.ENVIRONMENT === 'demo' ? null : smtpSettings(env);
  if (settings !== null) return guarded(smtpOf(settings));
  return env.ENVIRONMENT === 'production' ? null : guarded(kept(db));
}
