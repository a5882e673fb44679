import {
  ConsortiumActionsView,
  ConsortiumFacetsQuery,
  ConsortiumListQuery,
  ConsortiumPage,
  ConsortiumView,
  FacetsView,
  RegistrationView,
  RevokeConsortium,
  StatisticsView,
} from '@lianchuang/contract/consortia';
import { CaseExport } from '@lianchuang/contract/seals';
import { listEventsOf } from '@lianchuang/db/events/read';
import { findByNumber, findConsortium } from '@lianchuang/db/consortia/read';
import { comparableNumber } from '@lianchuang/domain/consortia';
import { ok, refuse } from '@lianchuang/domain/kernel';
import { answer, ifMatch, publicAnswer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { changeHeaders, createRoute, declared, idParam, jsonBody, z } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import { drainOutbox } from '../jobs/send-outbox.ts';
import { facetsOfConsortia, pageOfConsortia } from './list-consortia.ts';
import { consortiumActions, revokeConsortium } from './revoke-consortium.ts';
import { consortiumStatistics } from './statistics.ts';
import { PUBLIC_ACTIONS } from '../wording/event-words.ts';
import { caseExport } from '../wording/case-export.ts';
import { consortiumView, registrationView } from './views.ts';

/** The steps whose whole content is public anyway; of the others the export shows that they happened. */
const OPEN_ACTIONS = ['filing.register', 'consortium.expire', 'consortium.revoke'];
const tags: [string] = ['consortia'];
const id = idParam('id');
const placeQuery = z.strictObject({
  jurisdiction: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
});

/** The register for everybody. */
export function consortiumRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared({ method: 'get', path: '/consortia', summary: 'The register', tags }, ConsortiumPage),
      request: { query: ConsortiumListQuery },
    }),
    async (c) => publicAnswer(c, await pageOfConsortia(c.get('ask'), c.req.valid('query'))),
  );

  api.openapi(
    createRoute({
      ...declared({ method: 'get', path: '/consortia/facets', summary: 'Counts for a filter', tags }, FacetsView),
      request: { query: ConsortiumFacetsQuery },
    }),
    async (c) => publicAnswer(c, await facetsOfConsortia(c.get('ask'), c.req.valid('query'))),
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/statistics/consortia', summary: 'Target, actual, pipeline', tags },
        StatisticsView,
      ),
      request: { query: placeQuery },
    }),
    async (c) => publicAnswer(c, ok(await consortiumStatistics(c.get('ask'), c.req.valid('query').jurisdiction))),
  );

  api.openapi(
    createRoute({
      ...declared({ method: 'get', path: '/consortia/{id}', summary: 'One consortium', tags }, ConsortiumView),
      request: { params: id },
    }),
    async (c) => {
      const { db, now, locale } = c.get('ask');
      const found = await findConsortium(db, c.req.param('id'), PUBLIC_ACTIONS);
      if (found === undefined) return answer(c, refuse({ code: 'not-found' }));
      return publicAnswer(c, ok(consortiumView(found.record, found.members, found.history, now, locale)));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/consortia/{id}/export', summary: 'A registration with its proofs', tags },
        CaseExport,
      ),
      request: { params: id },
    }),
    async (c) => {
      const ask = c.get('ask');
      const found = await findConsortium(ask.db, c.req.param('id'), PUBLIC_ACTIONS);
      if (found === undefined) return answer(c, refuse({ code: 'not-found' }));
      const content = consortiumView(found.record, found.members, found.history, ask.now, ask.locale);
      const { id: own, filingId } = found.record;
      const events = await listEventsOf(ask.db, filingId === null ? [own] : [filingId, own]);
      const shown = ({ action }: { action: string }) => ({ content: OPEN_ACTIONS.includes(action), name: false });
      return publicAnswer(c, ok(await caseExport(ask, { content: { consortium: content } }, events, shown)));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/registrations/{number}', summary: 'Verify a registration number', tags },
        RegistrationView,
      ),
      request: { params: z.object({ number: z.string().max(200) }) },
    }),
    async (c) => {
      const { db, now, locale } = c.get('ask');
      const found = await findByNumber(db, comparableNumber(c.req.valid('param').number), PUBLIC_ACTIONS);
      if (found === undefined) return answer(c, refuse({ code: 'registration.unknown-number' }));
      return publicAnswer(c, ok(registrationView(found.record, found.history, now, locale)));
    },
  );
}

/** Life after registration, for the bureau. */
export function consortiumActionRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'get',
          path: '/consortia/{id}/actions',
          summary: 'What I may do with a registration',
          tags,
          signedIn: true,
        },
        ConsortiumActionsView,
      ),
      request: { params: id },
    }),
    async (c) => answer(c, await consortiumActions(signedAsk(c), c.req.param('id'))),
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/consortia/{id}/actions/revoke',
          summary: 'Revoke a registration',
          tags,
          signedIn: true,
        },
        ConsortiumView,
      ),
      request: { params: id, headers: changeHeaders, ...jsonBody(RevokeConsortium) },
    }),
    async (c) => {
      const body = validate(RevokeConsortium, c.get('body')?.json);
      if (!body.ok) return answer(c, body);
      const ask = signedAsk(c);
      const done = await revokeConsortium(ask, c.req.param('id'), ifMatch(c), body.value.reason);
      if (done.ok) await drainOutbox(ask.db, ask.now);
      return answer(c, done);
    },
  );
}
