/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { version } from '$service-worker';

const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;
const CACHE = `offline-${version}`;
const PAGES = ['/offline', '/en/offline'];
const ASSET = /\/(?:_app\/immutable\/[\w./-]+|offline\.js)/g;

/** Keeps the two pages that say where the drafts are, with what they need to run; nothing that belongs to a person. */
async function keepOfflinePages(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const path of PAGES) {
    const page = await fetch(path, { credentials: 'omit' });
    if (!page.ok) continue;
    const assets = new Set((await page.clone().text()).match(ASSET) ?? []);
    await cache.put(path, page);
    await cache.addAll([...assets]);
  }
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('offline-') && name !== CACHE).map((name) => caches.delete(name)),
  );
}

/** It stands at its own address and names the page that could not be reached. */
async function offlinePage({ pathname, search }: URL): Promise<Response> {
  const path = pathname.startsWith('/en/') ? '/en/offline' : '/offline';
  if (pathname !== path) return Response.redirect(`${path}?from=${encodeURIComponent(pathname + search)}`);
  return (await caches.match(path)) ?? Response.error();
}

worker.addEventListener('install', (event) => event.waitUntil(keepOfflinePages()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOlder()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const { pathname, origin } = url;
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (request.mode === 'navigate' && /^(\/en)?\/(apply|sign|offline)(\/|$)/.test(pathname))
    event.respondWith(fetch(request).catch(() => offlinePage(url)));
  else if (pathname.startsWith('/_app/immutable/') || pathname === '/offline.js')
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
});
