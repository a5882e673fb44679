/** What was typed and has not reached the server, kept on this device. */
export type LocalDraft = { typed: unknown; base: string; at: string; href: string; title: string };

const PREFIX = 'lianchuang.draft.';

export const draftKey = (userId: string, filingId: string, step: string): string =>
  `${PREFIX}${userId}.${filingId}.${step}`;

/** False where this device keeps nothing, as in some private windows. */
export function keepLocal(key: string, draft: Omit<LocalDraft, 'at'>): boolean {
  try {
    localStorage.setItem(key, JSON.stringify({ ...draft, at: new Date().toISOString() }));
    return true;
  } catch {
    return false;
  }
}

export function readLocal(key: string): LocalDraft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as LocalDraft | null;
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

/** All that waits on this device for one person. */
export function localDrafts(userId: string): LocalDraft[] {
  try {
    const own = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${userId}.`));
    return own.flatMap((key) => readLocal(key) ?? []);
  } catch {
    return [];
  }
}

/** Without a network nobody knows who is there: the offline page shows what is of whoever was there last. */
export function rememberPerson(userId: string): void {
  try {
    localStorage.setItem('lianchuang.person', userId);
  } catch {
    // Nothing is kept here, so nothing has to be found again.
  }
}
