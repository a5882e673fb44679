/**
 * What has to be kept without waiting, because the page is going away or IndexedDB does not answer. Small and synchronous;
 * `store.ts` is where things stay.
 */
import { failedToKeep, type Kept } from './kept.ts';
import type { KeptDraft } from './store.ts';

const PREFIX = 'lianchuang.draft.';

/** `base` is a fingerprint, and not the state itself, in what a release before IndexedDB left behind. */
export type LastResort = Pick<KeptDraft, 'typed' | 'base' | 'sent' | 'version' | 'savedAt' | 'at' | 'href' | 'title'>;

export const draftKey = (userId: string, filingId: string, step: string): string =>
  `${PREFIX}${userId}.${filingId}.${step}`;

export function keepLocal(key: string, draft: Omit<LastResort, 'at'>): Kept {
  try {
    localStorage.setItem(key, JSON.stringify({ ...draft, at: new Date().toISOString() }));
    return 'kept';
  } catch (error) {
    return failedToKeep(error);
  }
}

export function readLocal(key: string): LastResort | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as LastResort | null;
  } catch {
    return null;
  }
}

export function dropLocal(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept here.
  }
}

function keysOf(userId: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${userId}.`));
  } catch {
    return [];
  }
}

/** What waits here for one person. */
export const localDrafts = (userId: string): LastResort[] => keysOf(userId).flatMap((key) => readLocal(key) ?? []);

export const clearLocal = (userId: string): void => keysOf(userId).forEach(dropLocal);
