import { newId } from '@lianchuang/db/ids';
import { NO_MAIL_DOMAIN } from '@lianchuang/domain/accounts';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** The library asks for a second factor after these paths, as after a password; it has none of its own for codes by mail. */
export const PHONE_SESSION_PATH = '/sign-in/phone-number';
export const MAIL_SESSION_PATH = '/sign-in/username';

const body = z.union([
  z.object({ userId: z.string() }),
  z.object({ phoneNumber: z.string(), name: z.string() }),
  z.object({ email: z.string(), name: z.string() }),
]);
type Begins = z.infer<typeof body>;

/** Whoever proved to hold a number has no address: the library wants one, and nothing is ever sent to this one. */
const newcomer = (who: Exclude<Begins, { userId: string }>) =>
  'email' in who
    ? { ...who, emailVerified: true }
    : {
        ...who,
        email: `${newId('user').replaceAll('_', '-')}${NO_MAIL_DOMAIN}`,
        emailVerified: false,
        phoneNumberVerified: true,
      };

const beginning = (path: typeof PHONE_SESSION_PATH | typeof MAIL_SESSION_PATH) =>
  createAuthEndpoint(path, { method: 'POST', body, metadata: { SERVER_ONLY: true } }, async (c) => {
    const { internalAdapter } = c.context;
    const user =
      'userId' in c.body
        ? await internalAdapter.findUserById(c.body.userId)
        : await internalAdapter.createUser(newcomer(c.body), { method: path.slice('/sign-in/'.length) });
    if (user === null) throw new Error('a code of nobody');
    await setSessionCookie(c, { session: await internalAdapter.createSession(user.id, false), user });
    return c.json({ account: true });
  });

/** Lets this product begin a session for whoever entered the code that went to a phone or a mailbox; no address leads to it. */
export const codeSessions = {
  id: 'code-sessions',
  endpoints: { beginPhoneSession: beginning(PHONE_SESSION_PATH), beginMailSession: beginning(MAIL_SESSION_PATH) },
};
