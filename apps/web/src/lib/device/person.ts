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
