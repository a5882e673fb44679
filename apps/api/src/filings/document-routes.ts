import { listEventsOf } from '@lianchuang/db/events/read';
import { findFiling } from '@lianchuang/db/filings/read';
import { refuse } from '@lianchuang/domain/kernel';
import { answer, document } from '../http/answer.ts';
import type { Api, ApiContext } from '../http/context.ts';
import { createRoute, idParam, pdf, z } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { agreementFileName } from '../wording/agreement-words.ts';
import { signaturePageFileName } from '../wording/signature-page-words.ts';
import { signaturePage } from './signature-page.ts';

const ofMember = z.object({
  id: z.string().regex(/^fil_[a-z0-9-]{1,80}$/),
  memberId: z.string().regex(/^fmb_[a-z0-9-]{1,80}$/),
});
const page = {
  method: 'get' as const,
  description:
    'A4, one page, in Chinese. Its code leads to the page of the product where the photo of the stamped page comes back to its place, and names the text by its hash.',
  tags: ['filings'] as [string],
  security: [{ session: [] as string[] }],
  responses: pdf,
};

async function printed(c: ApiContext, id: string, memberId: string | null): Promise<never> {
  const found = await signaturePage(signedAsk(c), id, memberId);
  if (!found.ok) return answer(c, found);
  const { signaturePagePdf } = await import('./agreement/signature-page-pdf.ts');
  const { filing } = found.value.found;
  const { name } = found.value.member ?? filing.lead;
  return document(
    await signaturePagePdf(c.env.ASSETS, found.value),
    signaturePageFileName(filing.content.consortiumName, name),
  );
}

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

  api.openapi(
    createRoute({
      ...page,
      path: '/filings/{id}/signature-page.pdf',
      summary: 'A page for the lead’s signature and seal',
      request: { params: idParam('id') },
    }),
    (c) => printed(c, c.req.valid('param').id ?? '', null),
  );

  api.openapi(
    createRoute({
      ...page,
      path: '/filings/{id}/members/{memberId}/signature-page.pdf',
      summary: 'A page for a member’s signature and seal',
      request: { params: ofMember },
    }),
    (c) => printed(c, c.req.valid('param').id, c.req.valid('param').memberId),
  );
}
