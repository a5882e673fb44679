import { clearLocal } from './last-resort.ts';

const KEY = 'lianchuang.person';

/** Whose things lie on this device: without a network nobody else can say who is there. */
export function lastPerson(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Takes everything of one person off this device: for sign-out. */
export async function forgetPerson(userId: string): Promise<void> {
  clearLocal(userId);
  try {
    if (lastPerson() === userId) localStorage.removeItem(KEY);
    const { clearPerson } = await import('./store.ts');
    await clearPerson(userId);
    const { clearFiles } = await import('./kept-files.ts');
    await clearFiles(userId);
  } catch {
    // A device that keeps nothing has nothing to forget.
  }
}

/**
 * Tells when the person of this tab is not the one of the device any more, because another tab signed out or somebody else in.
 * Returns how to let go.
 */
export function watchPerson(userId: string, gone: () => void): () => void {
  const changed = ({ key, newValue }: StorageEvent) => key === KEY && newValue !== userId && gone();
  // Kept whole by the browser meanwhile, a page hears of nothing.
  const shown = ({ persisted }: PageTransitionEvent) => persisted && lastPerson() !== userId && gone();
  addEventListener('storage', changed);
  addEventListener('pageshow', shown);
  return () => {
    removeEventListener('storage', changed);
    removeEventListener('pageshow', shown);
  };
}

/** Somebody is signed in. What another person left here goes first. */
export async function arrive(userId: string): Promise<void> {
  const former = lastPerson();
  if (former !== null && former !== userId) await forgetPerson(former);
  try {
    localStorage.setItem(KEY, userId);
  } catch {
    // Nothing is kept here, so nothing has to be found again.
  }
}
