import { NotePresence, PresenceView } from '@lianchuang/contract/presence';
import { answer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { createRoute, declared, idParam, jsonBody } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import { presentOn, writingOn } from './presence.ts';

const tags: [string] = ['filings'];
const signed = { tags, signedIn: true } as const;
const params = idParam('id');

/** Who is writing in a draft right now. */
export function presenceRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/filings/{id}/presence', summary: 'Who is writing in it', ...signed },
        PresenceView,
      ),
      request: { params },
    }),
    async (c) => answer(c, await presentOn(signedAsk(c), c.req.param('id'))),
  );
  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'put',
          path: '/filings/{id}/presence',
          summary: 'Say that I am writing in it',
          description: 'Forgotten 45 seconds after it was last said. No record of anything.',
          ...signed,
        },
        PresenceView,
      ),
      request: { params, ...jsonBody(NotePresence) },
    }),
    async (c) => {
      const body = validate(NotePresence, c.get('body')?.json);
      return answer(c, body.ok ? await writingOn(signedAsk(c), c.req.param('id'), body.value) : body);
    },
  );
}
