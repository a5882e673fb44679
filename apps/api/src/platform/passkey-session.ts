import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { now } from './clock.ts';

export const PASSKEY_SESSION_PATH = '/passkey/session';

/** Lets this product begin a session for whoever showed a passkey; no address leads to it. */
export const passkeySessions = {
  id: 'passkey-sessions',
  endpoints: {
    beginPasskeySession: createAuthEndpoint(
      PASSKEY_SESSION_PATH,
      { method: 'POST', body: z.object({ userId: z.string(), signsIn: z.boolean() }), metadata: { SERVER_ONLY: true } },
      async (c) => {
        const { internalAdapter } = c.context;
        const user = await internalAdapter.findUserById(c.body.userId);
        if (user === null) throw new Error('a passkey of nobody');
        // As the library does with a session that it replaces: a time of beginning, which tells it from a sign-in.
        const before = c.body.signsIn ? {} : { startedAt: now() };
        await setSessionCookie(c, { session: await internalAdapter.createSession(user.id, false, before), user });
        return c.json({ status: true });
      },
    ),
  },
};
