import {
  NoticeListQuery,
  NoticePage,
  NoticeView,
  ObjectionPage,
  ObjectionReceipt,
  ObjectionView,
  RaiseObjection,
  RuleObjection,
  UnmaskObjection,
} from '@lianchuang/contract/notices';
import { countObjections, findNotice, listNotices, listObjections } from '@lianchuang/db/notices/read';
import { ok, refuse, withDescendants } from '@lianchuang/domain/kernel';
import { answer, publicAnswer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { changeHeaders, createRoute, declared, idParam, jsonBody, z } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import { raiseObjection } from './raise-objection.ts';
import { mayRule, ruleObjection } from './rule-objection.ts';
import { unmaskObjection } from './unmask-objection.ts';
import { noticeRow, noticeView, objectionView } from './views.ts';

const tags: [string] = ['notices'];
const id = idParam('id');
const objectionIds = z.object({
  id: z.string().regex(/^ntc_[a-z0-9-]{1,80}$/),
  objectionId: z.string().regex(/^obj_[a-z0-9-]{1,80}$/),
});

/** Publicity for everybody, and raising an objection. */
export function noticeRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared({ method: 'get', path: '/notices', summary: 'Published notices', tags }, NoticePage),
      request: { query: NoticeListQuery },
    }),
    async (c) => {
      const { db, now, locale } = c.get('ask');
      const { jurisdiction, ...query } = c.req.valid('query');
      const jurisdictions = jurisdiction === undefined ? undefined : withDescendants(jurisdiction);
      const page = await listNotices(db, { ...query, jurisdictions }, now);
      if (page === undefined) return answer(c, refuse({ code: 'bad-cursor' }));
      const items = page.items.map((each) => noticeRow(each, now, locale));
      return publicAnswer(c, ok({ items, nextCursor: page.nextCursor }));
    },
  );

  api.openapi(
    createRoute({
      ...declared({ method: 'get', path: '/notices/{id}', summary: 'One notice', tags }, NoticeView),
      request: { params: id },
    }),
    async (c) => {
      const { db, now, locale } = c.get('ask');
      const notice = await findNotice(db, c.req.param('id'));
      if (notice === undefined) return answer(c, refuse({ code: 'not-found' }));
      const objections = await countObjections(db, notice.filingId);
      return publicAnswer(c, ok(noticeView(notice, objections, now, locale)));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'post', path: '/notices/{id}/objections', summary: 'Raise a real-name objection', tags },
        ObjectionReceipt,
        201,
      ),
      request: { params: id, headers: changeHeaders, ...jsonBody(RaiseObjection) },
    }),
    async (c) => {
      const body = validate(RaiseObjection, c.get('body')?.json);
      return answer(c, body.ok ? await raiseObjection(c.get('ask'), c.req.param('id'), body.value) : body, 201);
    },
  );
}

/** Objections with their names, and ruling on them: officers of the jurisdiction only. */
export function objectionRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/notices/{id}/objections', summary: 'Objections to a notice', tags, signedIn: true },
        ObjectionPage,
      ),
      request: { params: id },
    }),
    async (c) => {
      const ask = signedAsk(c);
      const notice = await findNotice(ask.db, c.req.param('id'));
      const objections = notice === undefined ? undefined : await listObjections(ask.db, ask.viewer, notice);
      if (notice === undefined || objections === undefined) return answer(c, refuse({ code: 'not-found' }));
      const may = mayRule(ask, notice.jurisdiction);
      return answer(c, ok({ items: objections.map((each) => objectionView(each, may, ask.locale)), nextCursor: null }));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/notices/{id}/objections/{objectionId}/actions/rule',
          summary: 'Rule on an objection',
          tags,
          signedIn: true,
        },
        ObjectionView,
      ),
      request: {
        params: objectionIds,
        headers: changeHeaders,
        ...jsonBody(RuleObjection),
      },
    }),
    async (c) => {
      const body = validate(RuleObjection, c.get('body')?.json);
      if (!body.ok) return answer(c, body);
      const { id: noticeId, objectionId } = c.req.valid('param');
      return answer(c, await ruleObjection(signedAsk(c), noticeId, objectionId, body.value));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/notices/{id}/objections/{objectionId}/actions/unmask',
          summary: 'Show who raised an objection; the reason goes on record',
          tags,
          signedIn: true,
        },
        ObjectionView,
      ),
      request: { params: objectionIds, headers: changeHeaders, ...jsonBody(UnmaskObjection) },
    }),
    async (c) => {
      const body = validate(UnmaskObjection, c.get('body')?.json);
      if (!body.ok) return answer(c, body);
      const { id: noticeId, objectionId } = c.req.valid('param');
      return answer(c, await unmaskObjection(signedAsk(c), noticeId, objectionId, body.value));
    },
  );
}
