import { FilingView } from '@lianchuang/contract/filings';
import { AddMembers, KnownOrganizations, LookUpMembers } from '@lianchuang/contract/member-lists';
import { answer, ifMatch } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { changeHeaders, createRoute, declared, idParam, jsonBody } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import { addMembers, lookUpMembers } from './member-lists.ts';

const tags: [string] = ['filings'];
const id = idParam('id');

/** Members by the list: what is known of them, and adding them together. */
export function memberListRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/filings/{id}/members/batch',
          summary: 'Invite several members',
          description: 'All of them or none; errors name each row that cannot be added.',
          tags,
          signedIn: true,
        },
        FilingView,
        201,
      ),
      request: { params: id, headers: changeHeaders, ...jsonBody(AddMembers) },
    }),
    async (c) => {
      const body = validate(AddMembers, c.get('body')?.json);
      return answer(c, body.ok ? await addMembers(signedAsk(c), c.req.param('id'), ifMatch(c), body.value) : body, 201);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/filings/{id}/member-lookups',
          summary: 'What is known of organizations by credit code',
          description: 'Nothing is changed; what they registered, and how earlier filings placed them.',
          tags,
          signedIn: true,
        },
        KnownOrganizations,
      ),
      request: { params: id, ...jsonBody(LookUpMembers) },
    }),
    async (c) => {
      const body = validate(LookUpMembers, c.get('body')?.json);
      return answer(c, body.ok ? await lookUpMembers(signedAsk(c), c.req.param('id'), body.value.codes) : body);
    },
  );
}
