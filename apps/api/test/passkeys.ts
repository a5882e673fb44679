import type { PasskeyView } from '@lianchuang/contract/passkeys';
import { went, type App, type Problem } from './app-under-test.ts';
import { cookiesOf } from './authenticator.ts';
import { PASSWORD, type Person } from './people.ts';
import { aDevice, type Device, type Slip } from './software-authenticator.ts';

const AUTH = '/api/auth/passkey';
type Options = { challenge: string; rpId: string; user: { id: string }; allowCredentials?: { id: string }[] };
const both = (...cookies: string[]) => cookies.filter((each) => each !== '').join('; ');

/** Asks to add one; the cookie of the challenge comes with the answer. */
export async function begun(app: App, Cookie: string, password = PASSWORD) {
  const answer = await app.post<Options>(`${AUTH}/begin`, { password }, { Cookie });
  return { answer, options: answer.body, Cookie: both(Cookie, cookiesOf(answer)) };
}
export const add = (app: App, Cookie: string, credential: unknown, name = '示例手机') =>
  app.post<PasskeyView & Problem>(`${AUTH}/add`, { name, credential }, { Cookie });
export const remove = (app: App, Cookie: string, id: string, password = PASSWORD) =>
  app.post<Problem>(`${AUTH}/remove`, { id, password }, { Cookie });

/** Somebody with a passkey on a device of the own, in the session that adding it left. */
export async function withPasskey(app: App, person: Person, Cookie = person.cookie) {
  const device = await aDevice();
  const { options, Cookie: asked } = await begun(app, Cookie);
  const added = await add(app, asked, await device.create(options));
  const { id } = went(added);
  return { person, device, id, cookie: cookiesOf(added) };
}

/** A browser that was given something to sign. */
export async function challenged(app: App, Cookie = '', confirm = false) {
  const answer = await app.post<Options & Problem>(
    `${AUTH}/begin-sign-in`,
    { confirm },
    Cookie === '' ? {} : { Cookie },
  );
  return { answer, options: answer.body, Cookie: both(Cookie, cookiesOf(answer)) };
}
export const show = (app: App, Cookie: string, credential: unknown, headers: Record<string, string> = {}) =>
  app.post<Problem>(`${AUTH}/sign-in`, { credential }, { Cookie, ...headers });

/** Signs in with a device from a browser without cookies, or from the one that is given. */
export async function signIn(app: App, device: Device, slip: Slip = {}, from = '', confirm = false) {
  const { options, Cookie } = await challenged(app, from, confirm);
  return show(app, Cookie, await device.sign(options, slip));
}
