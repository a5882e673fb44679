import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

export const PASSKEY_SESSION_PATH = '/passkey/session';

/** Lets this product begin a session for whoever showed a passkey; no address leads to it. */
export const passkeySessions = {
  id: 'passkey-sessions',
  endpoints: {
    beginPasskeySession: createAuthEndpoint(
      PASSKEY_SESSION_PATH,
      { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
      async (c) => {
        const { internalAdapter } = c.context;
        const user = await internalAdapter.findUserById(c.body.userId);
        if (user === null) throw new Error('a passkey of nobody');
        await setSessionCookie(c, { session: await internalAdapter.createSession(user.id), user });
        return c.json({ status: true });
      },
    ),
  },
};
