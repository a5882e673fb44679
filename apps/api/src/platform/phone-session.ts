import { newId } from '@lianchuang/db/ids';
import { NO_MAIL_DOMAIN } from '@lianchuang/domain/accounts';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** The library asks for a second factor after this path, as after a password. */
export const PHONE_SESSION_PATH = '/sign-in/phone-number';

const body = z.union([z.object({ userId: z.string() }), z.object({ phoneNumber: z.string(), name: z.string() })]);

/** Lets this product begin a session for whoever entered the code that went to a phone; no address leads to it. */
export const phoneSessions = {
  id: 'phone-sessions',
  endpoints: {
    beginPhoneSession: createAuthEndpoint(
      PHONE_SESSION_PATH,
      { method: 'POST', body, metadata: { SERVER_ONLY: true } },
      async (c) => {
        const { internalAdapter } = c.context;
        const user =
          'userId' in c.body
            ? await internalAdapter.findUserById(c.body.userId)
            : await internalAdapter.createUser(
                {
                  name: c.body.name,
                  // The library wants an address; nothing is ever sent to this one.
                  email: `${newId('user').replaceAll('_', '-')}${NO_MAIL_DOMAIN}`,
                  emailVerified: false,
                  phoneNumber: c.body.phoneNumber,
                  phoneNumberVerified: true,
                },
                { method: 'phone-number' },
              );
        if (user === null) throw new Error('a code of nobody');
        await setSessionCookie(c, { session: await internalAdapter.createSession(user.id, false), user });
        return c.json({ account: true });
      },
    ),
  },
};
