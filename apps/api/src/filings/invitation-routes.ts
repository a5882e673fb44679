import { FilingView } from '@lianchuang/contract/filings';
import { InvitationView } from '@lianchuang/contract/invitations';
import { answer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { createRoute, declared, z } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { acceptInvitation, readInvitation } from './invitations.ts';

const tags: [string] = ['filings'];
const params = z.object({ token: z.string().max(200) });

/** What an invitation link shows before sign-in, and joining. */
export function invitationRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/invitations/{token}', summary: 'What an invitation is for', tags },
        InvitationView,
      ),
      request: { params },
    }),
    async (c) => {
      const { token } = c.req.valid('param');
      return answer(c, await readInvitation(c.get('ask'), c.get('viewer'), token, c.get('user')?.email));
    },
  );
  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/invitations/{token}/accept',
          summary: 'Bring my organization in',
          tags,
          signedIn: true,
        },
        FilingView,
      ),
      request: { params },
    }),
    async (c) => {
      const { token } = c.req.valid('param');
      return answer(c, await acceptInvitation(signedAsk(c), token, c.get('user')?.email ?? ''));
    },
  );
}
