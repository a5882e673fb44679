import { listEventsOf } from '@lianchuang/db/events/read';
import { findFiling } from '@lianchuang/db/filings/read';
import { refuse } from '@lianchuang/domain/kernel';
import { answer, document } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { createRoute, idParam, pdf } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { agreementFileName } from '../wording/agreement-words.ts';

/** Documents of a filing, as files to keep and print. */
export function documentRoutes(api: Api): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/filings/{id}/agreement.pdf',
      summary: 'The formation agreement with all signatures',
      description: 'A4, in Chinese; every page of a draft says so. Equal content gives equal bytes: `Repr-Digest`.',
      tags: ['filings'],
      security: [{ session: [] }],
      request: { params: idParam('id') },
      responses: pdf,
    }),
    async (c) => {
      const ask = signedAsk(c);
      const found = await findFiling(ask.db, ask.viewer, c.req.param('id'));
      if (found === undefined) return answer(c, refuse({ code: 'not-found' }));
      const events = await listEventsOf(ask.db, [found.filing.id]);
      // The PDF library takes longer to start than most requests take to answer.
      const { agreementPdf } = await import('./agreement/agreement-pdf.ts');
      const bytes = await agreementPdf(c.env.ASSETS, { found, events, origin: ask.origin });
      return document(bytes, agreementFileName(found.filing.content.consortiumName));
    },
  );
}
