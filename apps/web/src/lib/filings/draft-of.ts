import { browser } from '$app/environment';
import { Draft, type From } from './draft.svelte.ts';
import { stepHref } from './steps.ts';

/** Of this page's life; never on the server, where everybody would share it. */
const drafts = new Map<string, unknown>();

/**
 * The draft of a step. Whoever comes back to a step whose last words the server has not answered goes on in the same draft: two of one
 * step would each send their own, and put their own in the one place on this device.
 */
export function draftOf<T>(from: From<T>): Draft<T> {
  if (!browser) return new Draft(from);
  const key = `${from.userId} ${stepHref(from.filing.id, from.part.step)}`;
  const left = drafts.get(key) as Draft<T> | undefined;
  if (left !== undefined && left.mark.kind !== 'server') return left;
  const draft = new Draft(from);
  drafts.set(key, draft);
  return draft;
}
