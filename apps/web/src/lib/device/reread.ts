import { invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';
import { reach } from './reach.ts';

/**
 * Shows the page as the server has it now, after a way that somebody goes meanwhile: Kit gives up a navigation for a page read again,
 * and a press of "save and go on" would be saved and seem to do nothing.
 */
export async function readPage(): Promise<void> {
  while (navigating.complete) await navigating.complete.catch(() => undefined);
  await invalidateAll();
}

/** The same where the server itself answers; whether it did. */
export async function reread(): Promise<boolean> {
  if ((await reach()) !== 'reached') return false;
  await readPage();
  return true;
}

/** Whether somebody is still on a page and on no way elsewhere: whoever went on meanwhile is not fetched back. */
export const isStillAt = (href: string): boolean => navigating.to === null && location.pathname === href;
