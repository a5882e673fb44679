import { listChildren } from '@lianchuang/domain/divisions';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The divisions right under one, for the next select. */
export const GET: RequestHandler = ({ url }) => {
  const below = listChildren(url.searchParams.get('of') ?? '').map(({ code, name }) => ({ value: code, text: name }));
  return json(below, { headers: { 'cache-control': 'public, max-age=86400' } });
};
