import { sha256 } from '@lianchuang/db/ids';
import type { Instant } from '@lianchuang/domain/kernel';

const ALGORITHM = 'ACS3-HMAC-SHA256';

/** Percent-encoding by RFC 3986, which leaves fewer characters alone than the language does. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

async function hmac(secret: string, text: string): Promise<string> {
  const bytes = (each: string) => new TextEncoder().encode(each);
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)));
  return Array.from(signature, (each) => each.toString(16).padStart(2, '0')).join('');
}

/** The headers of a POST without a body, signed as Alibaba Cloud's third signature version asks. */
export async function signedHeaders(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { keyId, keySecret }: { readonly keyId: string; readonly keySecret: string },
  at: Instant,
): Promise<Record<string, string>> {
  const body = await sha256('');
  const all: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-acs-content-sha256': body,
    'x-acs-date': `${new Date(at).toISOString().slice(0, 19)}Z`,
  };
  const names = Object.keys(all).toSorted();
  const query = [...url.searchParams]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
  const lines = names.map((name) => `${name}:${all[name]?.trim() ?? ''}\n`).join('');
  const request = ['POST', url.pathname, query, lines, names.join(';'), body].join('\n');
  const signature = await hmac(keySecret, `${ALGORITHM}\n${await sha256(request)}`);
  const { host: _, ...sent } = all;
  return {
    ...sent,
    Authorization: `${ALGORITHM} Credential=${keyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}
