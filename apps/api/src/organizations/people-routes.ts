import { ColleagueInvitation, InviteColleague, JoinView, PeopleView } from '@lianchuang/contract/organization-people';
import { answer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { createRoute, declared, jsonBody, z } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import {
  inviteColleague,
  joinOrganization,
  readColleagueLink,
  readPeople,
  removePerson,
  withdrawInvitation,
} from './people.ts';

const tags: [string] = ['organizations'];
const signed = { tags, signedIn: true } as const;
const id = z.string().regex(/^org_[a-z0-9-]{1,80}$/);
const invitationId = z.string().regex(/^oin_[a-z0-9-]{1,80}$/);
const userId = z.string().regex(/^[\w-]{1,80}$/);
const token = z.object({ token: z.string().max(200) });

/** Who works for an organization: asking colleagues in by link, and showing them out. */
export function peopleRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/organizations/{id}/people', summary: 'Who works for it here', ...signed },
        PeopleView,
      ),
      request: { params: z.object({ id }) },
    }),
    async (c) => answer(c, await readPeople(signedAsk(c), c.req.valid('param').id)),
  );
  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/organizations/{id}/invitations',
          summary: 'Make a link for a colleague',
          description: 'Works once, for seven days. The link stands in this answer and nowhere else.',
          ...signed,
        },
        ColleagueInvitation,
        201,
      ),
      request: { params: z.object({ id }), ...jsonBody(InviteColleague) },
    }),
    async (c) => {
      const body = validate(InviteColleague, c.get('body')?.json);
      return answer(c, body.ok ? await inviteColleague(signedAsk(c), c.req.valid('param').id, body.value) : body, 201);
    },
  );
  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'delete',
          path: '/organizations/{id}/invitations/{invitationId}',
          summary: 'Withdraw a link for a colleague',
          ...signed,
        },
        PeopleView,
      ),
      request: { params: z.object({ id, invitationId }) },
    }),
    async (c) => {
      const given = c.req.valid('param');
      return answer(c, await withdrawInvitation(signedAsk(c), given.id, given.invitationId));
    },
  );
  api.openapi(
    createRoute({
      ...declared(
        { method: 'delete', path: '/organizations/{id}/people/{userId}', summary: 'Take somebody out', ...signed },
        PeopleView,
      ),
      request: { params: z.object({ id, userId }) },
    }),
    async (c) => {
      const given = c.req.valid('param');
      return answer(c, await removePerson(signedAsk(c), given.id, given.userId));
    },
  );
  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/colleague-invitations/{token}', summary: 'What a link is for', tags },
        JoinView,
      ),
      request: { params: token },
    }),
    async (c) => answer(c, await readColleagueLink(c.get('ask'), c.get('viewer'), c.req.valid('param').token)),
  );
  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/colleague-invitations/{token}/accept',
          summary: 'Join the organization that a link names',
          ...signed,
        },
        PeopleView,
      ),
      request: { params: token },
    }),
    async (c) => answer(c, await joinOrganization(signedAsk(c), c.req.valid('param').token)),
  );
}
