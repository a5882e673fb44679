import type { FilingPage } from '@lianchuang/contract/filings';
import { CASE_GROUPS, groupOf } from '#lib/filings/case-groups.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor');
  const page = unwrap(
    await createApi(locals.api).get<FilingPage>('/filings', { mine: 'true', sort: '-updatedAt', limit: 100, cursor }),
  );
  const groups = CASE_GROUPS.map((id) => ({ id, rows: page.items.filter((row) => groupOf(row) === id) }));
  return { groups: groups.filter(({ rows }) => rows.length > 0), next: page.nextCursor };
};
