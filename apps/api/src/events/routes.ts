import { EventListQuery, EventPage } from '@lianchuang/contract/events';
import { listEvents } from '@lianchuang/db/events/read';
import { formatInstant, ok, refuse } from '@lianchuang/domain/kernel';
import { answer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { createRoute, declared } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';

/** The audit trail, for auditors of the jurisdiction only. */
export function eventRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/audit-events', summary: 'The audit trail', tags: ['events'], signedIn: true },
        EventPage,
      ),
      request: { query: EventListQuery },
    }),
    async (c) => {
      const ask = signedAsk(c);
      if (!ask.viewer.offices.some((office) => office.role === 'auditor'))
        return answer(c, refuse({ code: 'not-allowed' }));
      const page = await listEvents(ask.db, ask.viewer, c.req.valid('query'));
      if (page === undefined) return answer(c, refuse({ code: 'bad-cursor' }));
      const items = page.items.map(({ actorId, actorName, actorOrganization, at, ...event }) => ({
        ...event,
        actor: { id: actorId, name: actorName, organization: actorOrganization },
        at: formatInstant(at),
      }));
      return answer(c, ok({ items, nextCursor: page.nextCursor }));
    },
  );
}
