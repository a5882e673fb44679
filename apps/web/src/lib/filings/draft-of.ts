import { browser } from '$app/environment';
import { draftsInHand } from './drafts-in-hand.ts';
import { Draft, type From } from './draft.svelte.ts';
import { stepHref } from './steps.ts';

/**
 * The draft of a step. Whoever comes back to a step whose last words the server has not answered goes on in the same draft: two of one
 * step would each send their own, and put their own in the one place on this device.
 */
export function draftOf<T>(from: From<T>): Draft<T> {
  if (!browser) return new Draft(from);
  const href = stepHref(from.filing.id, from.part.step);
  const left = draftsInHand.get(href) as Draft<T> | undefined;
  if (left?.sends) return left;
  left?.letGo?.();
  const draft = new Draft(from);
  draftsInHand.set(href, draft);
  return draft;
}
