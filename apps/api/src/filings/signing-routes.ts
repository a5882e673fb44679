import { FilingView } from '@lianchuang/contract/filings';
import {
  AddComment,
  NoteReading,
  PassOn,
  PassView,
  ReadingView,
  SendInvitation,
  SigningView,
  ThreadView,
} from '@lianchuang/contract/signing';
import { answer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { changeHeaders, createRoute, declared, idParam, jsonBody, z } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import { addComment, resolveComment } from './comments.ts';
import { noteReading } from './note-reading.ts';
import { passOn } from './passes.ts';
import { remindMember } from './remind-member.ts';
import { sendInvitation } from './send-invitation.ts';
import { signingView } from './signing-view.ts';

const tags: [string] = ['filings'];
const signed = { tags, signedIn: true } as const;
const id = idParam('id');
const filingId = z.string().regex(/^fil_[a-z0-9-]{1,80}$/);
const memberId = z.object({ id: filingId, memberId: z.string().regex(/^fmb_[a-z0-9-]{1,80}$/) });
const commentId = z.object({ id: filingId, commentId: z.string().regex(/^cmt_[a-z0-9-]{1,80}$/) });

/** Signing together: who has read which version, what is talked about, who is asked again, and who is the right colleague. */
export function signingRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/filings/{id}/signing', summary: 'How the signing stands', ...signed },
        SigningView,
      ),
      request: { params: id },
    }),
    async (c) => answer(c, await signingView(signedAsk(c), c.req.param('id'))),
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'post', path: '/filings/{id}/readings', summary: 'Note the version on my screen', ...signed },
        ReadingView,
      ),
      request: { params: id, headers: changeHeaders, ...jsonBody(NoteReading) },
    }),
    async (c) => {
      const body = validate(NoteReading, c.get('body')?.json);
      return answer(c, body.ok ? await noteReading(signedAsk(c), c.req.param('id'), body.value.contentHash) : body);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'post', path: '/filings/{id}/comments', summary: 'Comment on a clause, or answer', ...signed },
        ThreadView,
        201,
      ),
      request: { params: id, headers: changeHeaders, ...jsonBody(AddComment) },
    }),
    async (c) => {
      const body = validate(AddComment, c.get('body')?.json);
      return answer(c, body.ok ? await addComment(signedAsk(c), c.req.param('id'), body.value) : body, 201);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/filings/{id}/comments/{commentId}/actions/resolve',
          summary: 'Settle a thread',
          ...signed,
        },
        ThreadView,
      ),
      request: { params: commentId, headers: changeHeaders },
    }),
    async (c) => {
      const { id: filing, commentId: comment } = c.req.valid('param');
      return answer(c, await resolveComment(signedAsk(c), filing, comment));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/filings/{id}/members/{memberId}/passes',
          summary: 'Pass the invitation to a colleague',
          ...signed,
        },
        PassView,
        201,
      ),
      request: { params: memberId, headers: changeHeaders, ...jsonBody(PassOn) },
    }),
    async (c) => {
      const body = validate(PassOn, c.get('body')?.json);
      const { id: filing, memberId: member } = c.req.valid('param');
      return answer(c, body.ok ? await passOn(signedAsk(c), filing, member, body.value) : body, 201);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/filings/{id}/members/{memberId}/actions/remind',
          summary: 'Remind a member to sign',
          ...signed,
        },
        FilingView,
      ),
      request: { params: memberId, headers: changeHeaders },
    }),
    async (c) => {
      const { id: filing, memberId: member } = c.req.valid('param');
      return answer(c, await remindMember(signedAsk(c), filing, member));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/filings/{id}/members/{memberId}/actions/send-invitation',
          summary: 'Send a member its invitation by mail or text',
          description:
            'Fixed words with the link; where it goes is kept until it went, and counted so that nobody is pestered.',
          ...signed,
        },
        FilingView,
      ),
      request: { params: memberId, headers: changeHeaders, ...jsonBody(SendInvitation) },
    }),
    async (c) => {
      const body = validate(SendInvitation, c.get('body')?.json);
      const { id: filing, memberId: member } = c.req.valid('param');
      return answer(c, body.ok ? await sendInvitation(signedAsk(c), filing, member, body.value) : body);
    },
  );
}
