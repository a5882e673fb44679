import { redirect } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
  const number = url.searchParams.get('number')?.trim();
  if (number) redirect(303, link(`/verify/${encodeURIComponent(number)}`));
  setHeaders({ 'cache-control': 'public, max-age=300' });
};
