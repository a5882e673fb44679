import { redirect, type RequestEvent } from '@sveltejs/kit';
import { keepView } from './table-view.ts';

/** The action behind ViewChoice: keeps the choice and goes back to the same list. */
export async function saveView({ request, cookies, url }: RequestEvent, name: string): Promise<never> {
  keepView(cookies, name, await request.formData(), url.protocol === 'https:');
  const query = new URLSearchParams(url.searchParams);
  query.delete('/view');
  redirect(303, query.size > 0 ? `${url.pathname}?${query}` : url.pathname);
}
