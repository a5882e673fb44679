import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { ProblemFields } from '#lib/ui/problem.ts';
import { creationOptions, registered, requestOptions, signed, type Options } from './credential.ts';

/** What became of it: done, refused by this site, or left by the person or the device, in words. */
export type Outcome = { ok: true } | { ok: false; problem: ProblemFields } | { ok: false; said: string };
type Answer<T> = { ok: true; data: T } | Exclude<Outcome, { ok: true }>;

// A device’s own name never stands for another site: an address of numbers can hold no passkey.
const isNamed = (host: string): boolean => !/^[\d.]+$|^\[/.test(host);

export const canAsk = (): boolean =>
  isSecureContext && typeof PublicKeyCredential === 'function' && isNamed(location.hostname);

async function send<T>(step: string, body: unknown): Promise<Answer<T>> {
  const headers = { 'content-type': 'application/json', 'accept-language': getLocale() };
  try {
    const response = await fetch(`/api/auth/passkey/${step}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const told: unknown = await response.json();
    return response.ok ? { ok: true, data: told as T } : { ok: false, problem: told as ProblemFields };
  } catch {
    return { ok: false, said: m['account.passkey.failed']() };
  }
}

/** The browser says why only in the name of its error; leaving and waiting too long look alike, so that no site learns what a device holds. */
function left(error: unknown): Outcome {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidStateError') return { ok: false, said: m['account.passkey.has_one']() };
  return { ok: false, said: name === 'NotAllowedError' ? m['account.passkey.left']() : m['account.passkey.failed']() };
}

/** Asks the device for a new passkey and hands its public half to the site. */
export async function addPasskey(given: { password: string; name: string }): Promise<Outcome> {
  const begun = await send<Options>('begin', { password: given.password });
  if (!begun.ok) return begun;
  try {
    const made = await navigator.credentials.create({ publicKey: creationOptions(begun.data) });
    return await send('add', { name: given.name, credential: registered(made as PublicKeyCredential) });
  } catch (error) {
    return left(error);
  }
}

/** Signs in by a passkey: any that the device holds, or one of whoever is known already and confirms it. */
export async function showPasskey(confirm: boolean): Promise<Outcome> {
  const begun = await send<Options>('begin-sign-in', { confirm });
  if (!begun.ok) return begun;
  try {
    const shown = await navigator.credentials.get({ publicKey: requestOptions(begun.data) });
    return await send('sign-in', { credential: signed(shown as PublicKeyCredential) });
  } catch (error) {
    return left(error);
  }
}
