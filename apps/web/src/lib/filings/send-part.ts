import { deserialize } from '$app/forms';
import type { ActionResult } from '@sveltejs/kit';
import { formOf } from './part.ts';

/** What a browser still sends for a page that is going away. */
const LAST_BYTES = 60_000;

/** A state on its way to the server. Until it is answered it is sent again as it was: sent twice it counts once. */
export type Sent<T> = { base: unknown; mine: T; upTo: number };
type Changed = { readonly base: unknown; readonly mine: unknown };

/** Sends what changed in one step to where its form would go, quietly; throws without an answer. */
export async function sendPart(
  href: string,
  { base, mine }: Changed,
  { prefix = '', leaving = false }: { prefix?: string | undefined; leaving?: boolean } = {},
): Promise<ActionResult> {
  const data = formOf(mine, prefix);
  data.set('intent', 'auto');
  data.set('only', Object.keys(mine as object).join());
  data.set('base', JSON.stringify(base));
  const size = [...data.values()].reduce((sum, each) => sum + 3 * String(each).length, 0);
  const response = await fetch(`${href}?/save`, {
    method: 'POST',
    body: data,
    keepalive: leaving && size < LAST_BYTES,
    headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
  });
  return deserialize(await response.text());
}
