import { SESSION_LIVES } from '@lianchuang/domain/organizations';
import { keepNamed } from './assets.ts';
import { isKept, pathOf } from './area.ts';

const PREFIX = 'pages-';
const KEPT_AT = 'x-kept-at';
const FRESH_MS = 60_000;
/** What is kept never outlives the session in which it was seen. */
const LIFE_MS = SESSION_LIVES.applicant.inAll;

const nameOf = (person: string): string => PREFIX + person;

/** Who left pages here: one person at most. */
async function keptPeople(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}

/** Takes the pages of everybody else off this device; of everybody, without a person. Says whose they were. */
export async function dropPages(except: string | null = null): Promise<string[]> {
  const gone = (await keptPeople()).filter((person) => person !== except);
  await Promise.all(gone.map((person) => caches.delete(nameOf(person))));
  return gone;
}

/** Keeps a page as its person saw it. What the server sent says whose it is. */
export async function keepPage(url: URL, answer: Response, person: string): Promise<void> {
  if (!answer.ok || !isKept(url) || !answer.headers.get('content-type')?.startsWith('text/html')) return;
  const html = await answer.text();
  const headers = new Headers(answer.headers);
  for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name);
  headers.set(KEPT_AT, new Date().toISOString());
  const cache = await caches.open(nameOf(person));
  await cache.put(pathOf(url), new Response(html, { status: 200, headers }));
  await keepNamed(html);
}

async function found(url: URL): Promise<{ page: Response; at: string } | undefined> {
  for (const person of await keptPeople()) {
    const page = await (await caches.open(nameOf(person))).match(pathOf(url));
    const at = page?.headers.get(KEPT_AT) ?? '';
    if (page && Date.now() - Date.parse(at) < LIFE_MS) return { page, at };
  }
  return undefined;
}

/** A page as it was last seen, which says itself when that was. */
export async function keptPage(url: URL): Promise<Response | undefined> {
  const kept = await found(url);
  if (kept === undefined) return undefined;
  const html = (await kept.page.text()).replace('<head>', `<head><meta name="kept-at" content="${kept.at}">`);
  return new Response(html, { status: 200, headers: kept.page.headers });
}

/** A page was reached inside the app, so nobody asked the server for all of it: does, unless it was kept a moment ago. */
export async function refreshPage(url: URL, take: (answer: Response) => Promise<string | null>): Promise<void> {
  if (!isKept(url)) return;
  const kept = await found(url);
  if (kept && Date.now() - Date.parse(kept.at) < FRESH_MS) return;
  const answer = await fetch(pathOf(url), { redirect: 'error', headers: { accept: 'text/html' } }).catch(
    () => undefined,
  );
  if (answer === undefined) return;
  const person = await take(answer);
  if (person !== null) await keepPage(url, answer, person);
}
