import { expect, type Page } from '@playwright/test';

/** The service worker looks after this page. */
export async function ready(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** The page at this path is kept for a time without network. */
export async function seen(page: Page, path: string): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(async (wanted) => {
          for (const name of (await caches.keys()).filter((each) => each.startsWith('pages-')))
            if (await (await caches.open(name)).match(wanted)) return true;
          return false;
        }, path),
      { timeout: 15_000 },
    )
    .toBe(true);
}

/** Everything that this site keeps in the browser, as one text. */
export async function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const kept = await cache.match(request);
        if (/html|json|text/.test(kept?.headers.get('content-type') ?? '')) texts.push((await kept?.text()) ?? '');
      }
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(new Error(name));
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown>((resolve) => {
          // eslint-disable-next-line no-restricted-syntax -- IndexedDB in the browser, not D1
          const asked = db.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => resolve(asked.result);
        });
        texts.push(JSON.stringify(rows));
      }
      db.close();
    }
    return texts.join('\n');
  });
}
