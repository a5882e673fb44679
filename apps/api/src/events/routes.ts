import {
  EventListQuery,
  EventPage,
  RefusalListQuery,
  RefusalPage,
  SignInListQuery,
  SignInPage,
} from '@lianchuang/contract/events';
import { ExportedEvent } from '@lianchuang/contract/seals';
import type { Db } from '@lianchuang/db/client';
import { listEvents } from '@lianchuang/db/events/read';
import { listRefusals } from '@lianchuang/db/refusals/read';
import { listLeaves } from '@lianchuang/db/seals/read';
import { listSignIns } from '@lianchuang/db/sign-ins/read';
import { administers } from '@lianchuang/domain/accounts';
import { formatInstant, ok, refuse } from '@lianchuang/domain/kernel';
import { answer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { createRoute, declared } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { exportedEvent } from '../wording/case-export.ts';

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
      if (administers(ask.viewer, ['auditor']).length === 0) return answer(c, refuse({ code: 'not-allowed' }));
      const page = await listEvents(ask.db, ask.viewer, c.req.valid('query'));
      if (page === undefined) return answer(c, refuse({ code: 'bad-cursor' }));
      const items = page.items.map(
        ({
          actorId,
          actorName,
          actorOrganization,
          at,
          salt: _salt,
          contentSalt: _contentSalt,
          commitment: _commitment,
          ...event
        }) => ({
          ...event,
          actor: { id: actorId, name: actorName, organization: actorOrganization },
          at: formatInstant(at),
        }),
      );
      return answer(c, ok({ items, nextCursor: page.nextCursor }));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'get',
          path: '/audit-events/refusals',
          summary: 'What was tried and refused, newest first',
          tags: ['events'],
          signedIn: true,
        },
        RefusalPage,
      ),
      request: { query: RefusalListQuery },
    }),
    async (c) => {
      const { db, viewer } = signedAsk(c);
      if (administers(viewer, ['auditor']).length === 0) return answer(c, refuse({ code: 'not-allowed' }));
      const page = await listRefusals(db, viewer, c.req.valid('query'));
      if (page === undefined) return answer(c, refuse({ code: 'bad-cursor' }));
      const items = page.items.map((each) => ({ ...each, at: formatInstant(each.at) }));
      return answer(c, ok({ items, nextCursor: page.nextCursor }));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'get',
          path: '/audit-events/sign-ins',
          summary: 'Sign-ins that went well, newest first',
          description:
            'Kept for 180 days. For one person also those from before that person belonged to any jurisdiction, unless it is another’s.',
          tags: ['events'],
          signedIn: true,
        },
        SignInPage,
      ),
      request: { query: SignInListQuery },
    }),
    async (c) => {
      const { db, viewer } = signedAsk(c);
      if (administers(viewer, ['auditor']).length === 0) return answer(c, refuse({ code: 'not-allowed' }));
      const page = await listSignIns(db, viewer, c.req.valid('query'));
      if (page === undefined) return answer(c, refuse({ code: 'bad-cursor' }));
      const items = page.items.map((each) => ({ ...each, at: formatInstant(each.at) }));
      return answer(c, ok({ items, nextCursor: page.nextCursor }));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'get',
          path: '/audit-events/export',
          summary: 'Everything that was sealed, one JSON object to a line',
          description:
            'In the order of the tree; events of other jurisdictions show their hash alone, so that every published root can be counted anew.',
          tags: ['events'],
          signedIn: true,
        },
        ExportedEvent,
      ),
    }),
    (c) => {
      const { db, viewer } = signedAsk(c);
      const codes = administers(viewer, ['auditor']);
      if (codes.length === 0) return answer(c, refuse({ code: 'not-allowed' }));
      return new Response(sealedLines(db, codes), {
        headers: {
          'Content-Type': 'application/x-ndjson; charset=utf-8',
          'Content-Disposition': 'attachment; filename="lianchuang-log.ndjson"',
          'Cache-Control': 'no-store',
        },
      }) as never;
    },
  );
}

const LINES_AT_ONCE = 500;
const EVERYTHING = { content: true, name: true } as const;

/** Everything sealed, as a stream: a long history never stands in memory. */
function sealedLines(db: Db, jurisdictions: readonly string[]): ReadableStream<Uint8Array> {
  let next = 0;
  const text = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const rows = await listLeaves(db, jurisdictions, next, LINES_AT_ONCE);
      next += rows.length;
      const lines = await Promise.all(
        rows.map(async ({ leaf, event, hash }) => {
          if (event === null) return JSON.stringify({ leaf, hash });
          const { path: _, ...told } = await exportedEvent(event, { leaf, path: [] }, EVERYTHING);
          return JSON.stringify(told);
        }),
      );
      if (lines.length > 0) controller.enqueue(text.encode(`${lines.join('\n')}\n`));
      if (rows.length < LINES_AT_ONCE) controller.close();
    },
  });
}
