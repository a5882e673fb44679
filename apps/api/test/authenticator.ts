import type { SecondFactorBegun } from '@lianchuang/contract/second-factor';
import { codeOf, stepAt } from '../src/platform/authenticator-code.ts';
import { now } from '../src/platform/clock.ts';
import { went, type App, type Problem } from './app-under-test.ts';
import { PASSWORD, type Person } from './people.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The secret as an authenticator reads it out of the scanned address. */
function secretOf(totpURI: string): string {
  const written = new URL(totpURI).searchParams.get('secret') ?? '';
  const bits = [...written].map((each) => ALPHABET.indexOf(each).toString(2).padStart(5, '0')).join('');
  return (bits.match(/.{8}/g) ?? []).map((each) => String.fromCharCode(parseInt(each, 2))).join('');
}

const AUTH = '/api/auth';
export const cookiesOf = ({ headers }: { headers: Headers }): string =>
  headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .filter((each) => !each.endsWith('='))
    .join('; ');

/** A browser in which the password was right and the code is still to be entered. */
export async function atSecondStep(app: App, person: Person, headers: Record<string, string> = {}): Promise<string> {
  const answer = await app.post(`${AUTH}/sign-in/email`, { email: person.email, password: PASSWORD }, headers);
  went(answer);
  return cookiesOf(answer);
}

export const enter = (app: App, Cookie: string, code: string) =>
  app.post<Problem>(`${AUTH}/two-factor/verify-totp`, { code }, { Cookie });
export const recover = (app: App, Cookie: string, code: string) =>
  app.post<Problem>(`${AUTH}/two-factor/verify-backup-code`, { code }, { Cookie });

/** Somebody with an authenticator that shows codes and was not confirmed by one yet. */
export async function begun(person: Person) {
  const { totpURI, backupCodes } = went(
    await person.post<SecondFactorBegun>(`${AUTH}/two-factor/enable`, { password: PASSWORD }),
  );
  const secret = secretOf(totpURI);
  const codeAt = (instant: number) => codeOf(secret, stepAt(instant));
  return { recoveryCodes: backupCodes, codeAt, shown: () => codeAt(now()) };
}

/** Somebody with an authenticator whose session counts as entered with a code. */
export async function enrolled(app: App, person: Person) {
  const authenticator = await begun(person);
  const confirmed = await enter(app, person.cookie, await authenticator.shown());
  went(confirmed);
  return { person, cookie: cookiesOf(confirmed), ...authenticator };
}
