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

/** This device has no room left: its database fails as it does then, and the last resort is full to its end. */
export async function fillDevice(page: Page, lastResort = true): Promise<void> {
  await page.addInitScript((fills) => {
    // The browser's own quota cannot be set low enough: it lets small writes pass.
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    for (let size = fills ? 2 ** 23 : 0; size >= 1; size /= 2)
      try {
        localStorage.setItem('filler', (localStorage.getItem('filler') ?? '') + 'x'.repeat(size));
      } catch {
        // The next half may still fit.
      }
  }, lastResort);
}
