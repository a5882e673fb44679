import { AttachmentView, BeginAttachment } from '@lianchuang/contract/attachments';
import { answer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { changeHeaders, createRoute, declared, idParam, jsonBody, z } from '../http/openapi.ts';
import { afterwards } from '../http/request.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import { scanOne } from '../jobs/scan-files.ts';
import { beginAttachment } from './begin.ts';
import { completeAttachment } from './complete.ts';
import { contentOf } from './content.ts';
import { removeAttachment } from './remove.ts';
import { storeOf } from './store.ts';
import { readAttachment, takeChunk } from './take-chunk.ts';

const tags: [string] = ['attachments'];
const signed = { tags, signedIn: true } as const;
const id = z.object({ id: z.string().regex(/^att_[a-z0-9-]{1,80}$/) });
const bytes = { schema: z.string().meta({ format: 'binary' }) };

/** Files of a filing: a ticket, chunks, completion; then reading and removing. */
export function attachmentRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        { method: 'post', path: '/filings/{id}/attachments', summary: 'Ask for a ticket for a file', ...signed },
        AttachmentView,
        201,
      ),
      request: { params: idParam('id'), headers: changeHeaders, ...jsonBody(BeginAttachment) },
    }),
    async (c) => {
      const body = validate(BeginAttachment, c.get('body')?.json);
      return answer(c, body.ok ? await beginAttachment(signedAsk(c), c.req.param('id'), body.value) : body, 201);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/attachments/{id}', summary: 'A file, and what of it has arrived', ...signed },
        AttachmentView,
      ),
      request: { params: id },
    }),
    async (c) => answer(c, await readAttachment(signedAsk(c), storeOf(c.env), c.req.param('id'))),
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'put',
          path: '/attachments/{id}/chunks/{nth}',
          summary: 'Send one chunk',
          description:
            'The bytes themselves, 1 MiB but for the last chunk. Counted from 0; the same one may be sent again.',
          ...signed,
        },
        AttachmentView,
      ),
      request: {
        params: id.extend({ nth: z.string().regex(/^\d{1,4}$/) }),
        headers: z.object({
          'x-chunk-sha256': z.string().optional().meta({ description: 'SHA-256 of the chunk in hex; compared.' }),
        }),
        body: { required: true, content: { 'application/octet-stream': bytes } },
      },
    }),
    async (c) => {
      const sent = { request: c.req.raw, nth: Number(c.req.param('nth')) };
      return answer(c, await takeChunk(signedAsk(c), storeOf(c.env), c.req.param('id'), sent));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'post', path: '/attachments/{id}/actions/complete', summary: 'All chunks are sent', ...signed },
        AttachmentView,
      ),
      request: { params: id, headers: changeHeaders, ...jsonBody(z.strictObject({}), false) },
    }),
    async (c) => {
      const body = validate(z.strictObject({}), c.get('body')?.json);
      if (!body.ok) return answer(c, body);
      const [ask, store] = [signedAsk(c), storeOf(c.env)];
      const done = await completeAttachment(ask, store, c.req.param('id'));
      // Nobody waits for the scanner, and where it answers nobody waits for cron; what is broken off cron takes up again.
      if (done.ok && done.value.state === 'stored' && store.scanner !== null)
        afterwards(c, scanOne(ask.db, { store, at: ask.now, channels: ask.channels }, done.value.id));
      return answer(c, done);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'delete', path: '/attachments/{id}', summary: 'Take a file out', ...signed },
        AttachmentView,
      ),
      request: { params: id, headers: changeHeaders },
    }),
    async (c) => answer(c, await removeAttachment(signedAsk(c), c.req.param('id'))),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/attachments/{id}/content',
      summary: 'The bytes of a file, to be saved',
      tags,
      security: [{ session: [] }],
      request: { params: id, query: z.strictObject({ as: z.literal('preview').optional() }) },
      responses: { 200: { description: 'OK', content: { 'application/octet-stream': bytes } } },
    }),
    async (c) => {
      const wanted = { range: c.req.header('Range'), preview: c.req.valid('query').as === 'preview' };
      const made = await contentOf(signedAsk(c), storeOf(c.env), c.req.param('id'), wanted);
      return made instanceof Response ? (made as never) : answer(c, made);
    },
  );
}
