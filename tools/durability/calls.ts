import { randomUUID } from 'node:crypto';

export type Answered = { readonly status: number; readonly text: string };
/** A write under a key of its own; `answer` stays undefined while nobody knows whether it was done. */
export type KeyedCall = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly cookie: string;
  readonly ifMatch?: number;
  readonly key: string;
  answer?: Answered;
};

/** Somebody's browser: an origin that may change when the product is started again, and a cookie that stays. */
export type Place = { url: string };

export const aCall = (call: Omit<KeyedCall, 'key' | 'answer'>): KeyedCall => ({ ...call, key: randomUUID() });

/** Sends it once more; undefined when no answer came back. */
export async function send(place: Place, call: KeyedCall, signal?: AbortSignal): Promise<Answered | undefined> {
  const { method, path, body, cookie, key, ifMatch } = call;
  try {
    const response = await fetch(`${place.url}/api/v1${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Origin: place.url,
        'Idempotency-Key': key,
        Cookie: cookie,
        ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
      },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

async function cookieFrom(place: Place, path: string, body: object): Promise<string> {
  const response = await fetch(`${place.url}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: place.url },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
}

/** Signs somebody up and tells their cookie. */
export const signUp = (place: Place, name: string): Promise<string> =>
  cookieFrom(place, 'sign-up/email', {
    email: `${randomUUID()}@durability.example`,
    name,
    password: 'only-for-measuring',
  });

/** Signs in one of the demonstration's accounts. */
export const signIn = (place: Place, email: string, password: string): Promise<string> =>
  cookieFrom(place, 'sign-in/email', { email, password });
