import { newId } from '@lianchuang/db/ids';
import { now } from './clock.ts';
import { TAKEN, type Delivery, type Sms } from './delivery.ts';
import { loggable } from './loggable.ts';
import type { Outbound } from './outbound.ts';
import { signedHeaders } from './signed-headers.ts';

export type ProviderSettings = {
  readonly endpoint: URL;
  readonly keyId: string;
  readonly keySecret: string;
  /** The signature in front of each text, as the provider registered it. */
  readonly signName: string;
  /** The provider's code of each of our templates. */
  readonly templates: Readonly<Record<string, string>>;
  readonly outbound: Outbound;
};

const ACTION = { 'x-acs-action': 'SendSms', 'x-acs-version': '2017-05-25' };
/** Codes that say: not now. */
const LATER = /LIMIT_CONTROL|Throttling|ServiceUnavailable|SYSTEM_ERROR/i;

/** What the provider's answer says; without one nobody knows whether it was taken. */
async function outcomeOf(response: Response): Promise<Delivery> {
  if (response.status >= 500) return { is: 'unknown', why: `status ${response.status}` };
  const { Code: code = '' } = await response.json<{ Code?: string }>().catch(() => ({ Code: '' }));
  if (response.ok && code === 'OK') return TAKEN;
  if (response.ok && code === '') return { is: 'unknown', why: 'unreadable answer' };
  const why = loggable(`${response.status} ${code}`);
  // A wrong key is ours to mend, not the recipient's.
  const isOurs = [401, 403, 429].includes(response.status) || LATER.test(code);
  return { is: isOurs ? 'failed' : 'refused', why };
}

/** Texts over a provider that speaks Alibaba Cloud's SendSms, signed with ACS3-HMAC-SHA256; its address is a setting. */
export function providerOf(settings: ProviderSettings): Sms {
  const { endpoint, keyId, keySecret, signName, templates, outbound } = settings;
  return {
    async send({ id, to, template, parameters }) {
      const code = templates[template];
      if (code === undefined) return { is: 'failed', why: `no template ${template}` };
      const url = new URL(endpoint);
      const query = {
        PhoneNumbers: to,
        SignName: signName,
        TemplateCode: code,
        TemplateParam: JSON.stringify(parameters),
        OutId: id,
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      const headers = { ...ACTION, 'x-acs-signature-nonce': newId('message') };
      try {
        return await outcomeOf(
          await outbound(url, {
            method: 'POST',
            headers: await signedHeaders(url, headers, { keyId, keySecret }, now()),
          }),
        );
      } catch (error) {
        return { is: 'unknown', why: loggable(error) };
      }
    },
  };
}
