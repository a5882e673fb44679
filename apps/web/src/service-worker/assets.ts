import { build, version } from '$service-worker';

const PREFIX = 'assets-';
const CURRENT = PREFIX + version;
/** This release and those before it of which a page may still be open, or kept. */
const RELEASES = 3;
const AT_ONCE = 4;
const NAMED = /\/(?:_app\/immutable\/[\w./-]+|offline\.js)/g;

export const isAsset = (pathname: string): boolean =>
  pathname.startsWith('/_app/immutable/') || pathname === '/offline.js';

async function keep(cache: Cache, path: string): Promise<void> {
  if (await caches.match(path)) return;
  const answer = await fetch(path, { credentials: 'omit' }).catch(() => undefined);
  if (answer?.ok) await cache.put(path, answer);
}

async function keepAll(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(CURRENT);
  const left = [...paths];
  const worker = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) await keep(cache, path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Everything that a page of this release may ask for later, so that it is there when the server has only the next one. */
export const keepRelease = (): Promise<void> => keepAll([...build, '/offline.js']);

/** What a page needs to come alive; one that is newer than this worker names what this worker does not know. */
export const keepNamed = (html: string): Promise<void> => keepAll([...new Set(html.match(NAMED) ?? [])]);

/** Names never change their content, so what is kept is right, whatever the release. */
export async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(CURRENT)).put(request, answer.clone());
  return answer;
}

/** Lets releases go of which hardly a page can be left. */
export async function dropOldReleases(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CURRENT);
  const gone = names.slice(0, Math.max(0, names.length - RELEASES + 1));
  await Promise.all(gone.map((name) => caches.delete(name)));
}
