import type { Instant } from '@lianchuang/domain/kernel';

const STEP = 30_000;
const DIGITS = 6;

/** The stretch of thirty seconds in which an instant lies. */
export const stepAt = (at: Instant): number => Math.floor(at / STEP);

/** The code that an authenticator shows during one stretch (RFC 6238 with HMAC-SHA-1 and six digits, the only form that all of them know). */
export async function codeOf(secret: string, step: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['sign']);
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer));
  const at = mac.getUint8(mac.byteLength - 1) & 15;
  return String((mac.getUint32(at) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}
