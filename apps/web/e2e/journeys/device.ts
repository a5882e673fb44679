import type { Page } from '@playwright/test';

/** What this device keeps of drafts that the server does not have, in its database and in the last resort, as text. */
export async function waitingOnDevice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const rows = await new Promise<{ savedAt?: string }[]>((resolve) => {
      const opening = indexedDB.open('lianchuang');
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onerror = () => resolve([]);
      opening.onsuccess = () => {
        const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
        all.onsuccess = () => {
          opening.result.close();
          resolve(all.result as { savedAt?: string }[]);
        };
      };
    });
    return JSON.stringify([rows.filter((each) => !each.savedAt), { ...localStorage }]);
  });
}

/** This device has no room left: whatever is to be kept on it fails as it does there. */
export async function fillDevice(page: Page, database = true, lastResort = true): Promise<void> {
  await page.addInitScript(
    ([noDatabase, noResort]) => {
      const full = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      };
      if (noDatabase) IDBObjectStore.prototype.put = full;
      if (noResort) Storage.prototype.setItem = full;
    },
    [database, lastResort],
  );
}
