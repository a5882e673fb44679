import type { Db } from '@lianchuang/db/client';
import { keepMessage } from '@lianchuang/db/unlogged';
import { parsePhone } from '@lianchuang/domain/identifiers';
import { filled, MOST_IN_A_PLACE, TEXT_TEMPLATES } from '@lianchuang/domain/notifications';
import { now } from './clock.ts';
import { TAKEN, type Sms } from './delivery.ts';
import type { Env } from './env.ts';
import { outboundTo } from './outbound.ts';
import { providerOf } from './sms-provider.ts';

const kept = (db: Db, site: string): Sms => ({
  async send({ id, to, template, parameters }) {
    const body = filled(TEXT_TEMPLATES[template].zh, { ...parameters, site });
    await keepMessage(db, { messageId: id, channel: 'text', recipient: to, subject: null, body, keptAt: now() });
    return TAKEN;
  },
});

const isPlain = (text: string): boolean => [...text].length <= MOST_IN_A_PLACE && !/[\p{Cc}\u2028\u2029]/u.test(text);

/** Nothing goes to anything but a mobile number of the mainland, and no place of a template holds more than providers take. */
const guarded = (sms: Sms): Sms => ({
  send(message) {
    const to = parsePhone(message.to);
    return to.ok && Object.values(message.parameters).every(isPlain)
      ? sms.send({ ...message, to: to.value })
      : Promise.resolve({ is: 'refused', why: 'malformed' });
  },
});

/** The texts of this installation; null where nobody set them up. A demonstration keeps everything and sends nothing. */
export function smsOf(env: Env, db: Db): Sms | null {
  const { SMS_ENDPOINT, SMS_KEY_ID = '', SMS_KEY_SECRET = '', SMS_SIGN_NAME = '', SMS_TEMPLATES = '{}' } = env;
  if (env.ENVIRONMENT === 'demo' || SMS_ENDPOINT === undefined || SMS_ENDPOINT === '')
    return env.ENVIRONMENT === 'production' ? null : guarded(kept(db, env.ORIGIN));
  const endpoint = new URL(SMS_ENDPOINT);
  return guarded(
    providerOf({
      endpoint,
      keyId: SMS_KEY_ID,
      keySecret: SMS_KEY_SECRET,
      signName: SMS_SIGN_NAME,
      templates: JSON.parse(SMS_TEMPLATES) as Record<string, string>,
      outbound: outboundTo([endpoint.host], { plain: env.ENVIRONMENT === 'test' }),
    }),
  );
}
