import {
  AddMember,
  EditFiling,
  EditMember,
  FILING_ACTION_NAMES,
  filingActionBodies,
  FilingListQuery,
  FilingPage,
  FilingView,
  InboxView,
  StartFiling,
} from '@lianchuang/contract/filings';
import { CaseExport, ProofView } from '@lianchuang/contract/seals';
import { countInbox, listFilings } from '@lianchuang/db/filings/list';
import { actionWords, ACTION_WORDS } from '@lianchuang/domain/filings';
import { dayOf, ok, refuse } from '@lianchuang/domain/kernel';
import { answer, ifMatch } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { changeHeaders, createRoute, declared, idParam, jsonBody, z } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import { drainOutbox } from '../jobs/send-outbox.ts';
import { actOnFiling } from './act-on-filing.ts';
import { loadCase } from './case.ts';
import { caseRows } from './case-rows.ts';
import { editFiling } from './edit-filing.ts';
import { filingExport, filingProof } from './export-filing.ts';
import { inboxView } from './inbox.ts';
import { addMember, editMember, removeMember } from './members.ts';
import { startFiling } from './start-filing.ts';
import { filingView } from './views.ts';

const tags: [string] = ['filings'];
const id = idParam('id');
const memberId = z.object({
  id: z.string().regex(/^fil_[a-z0-9-]{1,80}$/),
  memberId: z.string().regex(/^fmb_[a-z0-9-]{1,80}$/),
});
const signed = { tags, signedIn: true } as const;

/** Reading, drafting and members. */
export function filingRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared({ method: 'get', path: '/filings', summary: 'My cases, or my office’s', ...signed }, FilingPage),
      request: { query: FilingListQuery },
    }),
    async (c) => {
      const ask = signedAsk(c);
      const { mine, sort, ...query } = c.req.valid('query');
      const own = mine === undefined ? undefined : mine === 'true' || mine === '1';
      const officer = ask.viewer.offices.length > 0 && own !== true;
      const page = await listFilings(ask.db, ask.viewer, {
        ...query,
        mine: own,
        sort: sort ?? (officer ? 'due' : '-updatedAt'),
        today: dayOf(ask.now),
      });
      if (page === undefined) return answer(c, refuse({ code: 'bad-cursor' }));
      const items = await caseRows(ask, page.items);
      return answer(c, ok({ items, nextCursor: page.nextCursor }));
    },
  );

  api.openapi(
    createRoute(
      declared(
        { method: 'get', path: '/filings/inbox', summary: 'Counts of the office’s open cases', ...signed },
        InboxView,
      ),
    ),
    async (c) => {
      const ask = signedAsk(c);
      const today = dayOf(ask.now);
      return answer(c, ok(inboxView(await countInbox(ask.db, ask.viewer, today), today)));
    },
  );

  api.openapi(
    createRoute({
      ...declared({ method: 'post', path: '/filings', summary: 'Start a draft', ...signed }, FilingView, 201),
      request: { ...jsonBody(StartFiling), headers: changeHeaders },
    }),
    async (c) => {
      const body = validate(StartFiling, c.get('body')?.json);
      return answer(c, body.ok ? await startFiling(signedAsk(c), body.value) : body, 201);
    },
  );

  api.openapi(
    createRoute({
      ...declared({ method: 'get', path: '/filings/{id}', summary: 'One filing', ...signed }, FilingView),
      request: { params: id },
    }),
    async (c) => {
      const ask = signedAsk(c);
      const loaded = await loadCase(ask, c.req.param('id'));
      return answer(c, loaded.ok ? ok(filingView(ask, loaded.value)) : loaded);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/filings/{id}/export', summary: 'A case with its proofs', ...signed },
        CaseExport,
      ),
      request: { params: id },
    }),
    async (c) => {
      const ask = signedAsk(c);
      const loaded = await loadCase(ask, c.req.param('id'));
      return answer(c, loaded.ok ? ok(await filingExport(ask, loaded.value)) : loaded);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/filings/{id}/proof', summary: 'How much of a case is sealed', ...signed },
        ProofView,
      ),
      request: { params: id },
    }),
    async (c) => answer(c, await filingProof(signedAsk(c), c.req.param('id'))),
  );

  api.openapi(
    createRoute({
      ...declared({ method: 'patch', path: '/filings/{id}', summary: 'Change part of a draft', ...signed }, FilingView),
      request: { params: id, headers: changeHeaders, ...jsonBody(EditFiling) },
    }),
    async (c) => {
      const body = validate(EditFiling, c.get('body')?.json);
      return answer(c, body.ok ? await editFiling(signedAsk(c), c.req.param('id'), ifMatch(c), body.value) : body);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'post', path: '/filings/{id}/members', summary: 'Invite a member', ...signed },
        FilingView,
        201,
      ),
      request: { params: id, headers: changeHeaders, ...jsonBody(AddMember) },
    }),
    async (c) => {
      const body = validate(AddMember, c.get('body')?.json);
      return answer(c, body.ok ? await addMember(signedAsk(c), c.req.param('id'), ifMatch(c), body.value) : body, 201);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'patch', path: '/filings/{id}/members/{memberId}', summary: 'Change a member', ...signed },
        FilingView,
      ),
      request: { params: memberId, headers: changeHeaders, ...jsonBody(EditMember) },
    }),
    async (c) => {
      const body = validate(EditMember, c.get('body')?.json);
      const { id: filingId, memberId: member } = c.req.valid('param');
      return answer(c, body.ok ? await editMember(signedAsk(c), filingId, member, ifMatch(c), body.value) : body);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'delete', path: '/filings/{id}/members/{memberId}', summary: 'Take a member out', ...signed },
        FilingView,
      ),
      request: { params: memberId, headers: changeHeaders },
    }),
    async (c) => {
      const { id: filingId, memberId: member } = c.req.valid('param');
      return answer(c, await removeMember(signedAsk(c), filingId, member, ifMatch(c)));
    },
  );
}

/** One route per action of the life cycle, so that the document shows each body. */
export function filingActionRoutes(api: Api): void {
  for (const name of FILING_ACTION_NAMES) {
    const schema = filingActionBodies[name];
    api.openapi(
      createRoute({
        ...declared(
          {
            method: 'post',
            path: `/filings/{id}/actions/${name}`,
            summary: ACTION_WORDS[name].en,
            description: actionWords(name, new Set()).zh,
            ...signed,
          },
          FilingView,
        ),
        request: { params: id, headers: changeHeaders, ...jsonBody(schema, false) },
      }),
      async (c) => {
        const body = validate(schema, c.get('body')?.json);
        if (!body.ok) return answer(c, body);
        const ask = signedAsk(c);
        const done = await actOnFiling(ask, c.req.param('id') ?? '', ifMatch(c), name, body.value);
        if (done.ok && name === 'register') await drainOutbox(ask.db, ask.now);
        return answer(c, done);
      },
    );
  }
}
