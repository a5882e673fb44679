import type { FilingView } from '@lianchuang/contract/filings';
import type { SigningView } from '@lianchuang/contract/signing';
import { toTable } from '#lib/filings/signing-csv.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

/** The lead's overview of the signing as a table. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const api = createApi(locals.api);
  const filing = unwrap(await api.get<FilingView>(`/filings/${params.id}`));
  const signing = unwrap(await api.get<SigningView>(`/filings/${params.id}/signing`));
  return new Response(toTable(filing, signing), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="signing.csv"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
};
