import type { FilingView } from '@lianchuang/contract/filings';
import { error } from '@sveltejs/kit';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const filing = unwrap(await createApi(locals.api).get<FilingView>(`/filings/${params.id}`));
  const receipt = filing.receipts.find(({ number }) => number === params.number);
  if (receipt === undefined) error(404);
  return { filing, receipt };
};
