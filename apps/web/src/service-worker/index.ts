/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { clearPerson } from '#lib/device/store.ts';
import { changesPerson, isArea, wasTaken } from './area.ts';
import { asset, dropOldReleases, isAsset, keepNamed, keepRelease } from './assets.ts';
import { dropPages, keepPage, keptPage, refreshPage } from './pages.ts';

const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;
const PLAIN = 'offline';
const PLAIN_PAGES = ['/offline', '/en/offline'];

/** The pages for what was never seen: they say where the drafts are, and hold nothing that belongs to a person. */
async function keepPlainPages(): Promise<void> {
  const cache = await caches.open(PLAIN);
  for (const path of PLAIN_PAGES) {
    const page = await fetch(path, { credentials: 'omit' }).catch(() => undefined);
    if (!page?.ok) continue;
    await keepNamed(await page.clone().text());
    await cache.put(path, page);
  }
}

/** It stands at its own address and names the page that could not be reached. */
async function plainPage({ pathname, search }: URL): Promise<Response> {
  const path = pathname.startsWith('/en/') ? '/en/offline' : '/offline';
  if (pathname !== path) return Response.redirect(`${path}?from=${encodeURIComponent(pathname + search)}`);
  return (await (await caches.open(PLAIN)).match(path)) ?? Response.error();
}

/** Whose answer this is. Whoever else left pages here was somebody before; where nobody is signed in, nobody’s pages stay. */
async function personOf(answer: Response): Promise<string | null> {
  const person = answer.headers.get('x-person');
  if (person !== null) await dropPages(person);
  else if (answer.redirected && /\/sign-in$/.test(new URL(answer.url).pathname)) await dropPages();
  return person;
}

async function page(event: FetchEvent, url: URL): Promise<Response> {
  try {
    const preloaded = (await event.preloadResponse) as Response | undefined;
    const answer = preloaded ?? (await fetch(event.request));
    const copy = answer.clone();
    const kept = personOf(answer).then((person) => (person === null ? undefined : keepPage(url, copy, person)));
    event.waitUntil(kept);
    return answer;
  } catch {
    return (await keptPage(url)) ?? plainPage(url);
  }
}

async function data(request: Request): Promise<Response> {
  const answer = await fetch(request);
  await personOf(answer);
  return answer;
}

async function changing(request: Request, change: 'leaves' | 'arrives'): Promise<Response> {
  const answer = await fetch(request);
  if (!wasTaken(answer)) return answer;
  const gone = await dropPages();
  if (change === 'leaves') await Promise.all(gone.map((person) => clearPerson(person).catch(() => undefined)));
  return answer;
}

worker.addEventListener('install', (event) => event.waitUntil(keepPlainPages().then(keepRelease)));
worker.addEventListener('activate', (event) =>
  event.waitUntil(
    Promise.all([dropOldReleases(), worker.clients.claim(), worker.registration.navigationPreload?.enable()]),
  ),
);
worker.addEventListener('message', (event) => {
  const { seen, update } = event.data as { seen?: string; update?: true };
  if (update) void worker.skipWaiting();
  if (typeof seen === 'string') event.waitUntil(refreshPage(new URL(seen, worker.location.origin), personOf));
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.method !== 'GET') {
    const change = changesPerson(url);
    if (change !== null) event.respondWith(changing(request, change));
    return;
  }
  if (isAsset(url.pathname)) event.respondWith(asset(request));
  else if (!isArea(url.pathname)) return;
  else if (request.mode === 'navigate') event.respondWith(page(event, url));
  else if (url.pathname.endsWith('__data.json')) event.respondWith(data(request));
});
