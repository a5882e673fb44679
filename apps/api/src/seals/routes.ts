import { ConsistencyQuery, ConsistencyView, SealListQuery, SealPage } from '@lianchuang/contract/seals';
import { packCursor, unpackCursor } from '@lianchuang/db/cursor';
import { findSeal, listSeals, proveConsistency } from '@lianchuang/db/seals/read';
import { ok, refuse } from '@lianchuang/domain/kernel';
import { answer, publicAnswer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { createRoute, declared, z } from '../http/openapi.ts';
import { sealView } from '../wording/case-export.ts';

const tags: [string] = ['seals'];

/** The published roots over everything that was decided, and the proof that none was exchanged. */
export function sealRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared({ method: 'get', path: '/seals', summary: 'Published roots, newest first', tags }, SealPage),
      request: { query: SealListQuery },
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const position = cursor === undefined ? undefined : unpackCursor(cursor, 1)?.[0];
      if (cursor !== undefined && typeof position !== 'number') return answer(c, refuse({ code: 'bad-cursor' }));
      const before = typeof position === 'number' ? position : undefined;
      const found = await listSeals(c.get('ask').db, limit + 1, before);
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      const nextCursor = last === undefined ? null : packCursor([last.size]);
      return publicAnswer(c, ok({ items: items.map(sealView), nextCursor }));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/seals/{size}/consistency', summary: 'Proof that a root continues another', tags },
        ConsistencyView,
      ),
      request: { params: z.object({ size: z.string().regex(/^\d{1,12}$/) }), query: ConsistencyQuery },
    }),
    async (c) => {
      const { db } = c.get('ask');
      const [earlier, later] = await Promise.all([
        findSeal(db, c.req.valid('query').from),
        findSeal(db, Number(c.req.valid('param').size)),
      ]);
      const known = earlier?.publishedAt != null && later?.publishedAt != null;
      if (!known || earlier.size > later.size) return answer(c, refuse({ code: 'not-found' }));
      const path = await proveConsistency(db, earlier.size, later.size);
      return publicAnswer(c, ok({ earlier: sealView(earlier), later: sealView(later), path }));
    },
  );
}
