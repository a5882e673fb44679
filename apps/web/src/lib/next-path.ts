const nowhere = 'http://next.invalid';

/** Where to go after signing in: a path of this site, or the fallback. `//evil` and `/\evil` are other sites to a browser. */
export function nextPath(asked: string | null | undefined, fallback: string): string {
  if (!asked || !/^\/(?![/\\])/.test(asked) || /[\u0000-\u001f\u007f\\]/.test(asked)) return fallback;
  let url: URL;
  try {
    url = new URL(asked, nowhere);
  } catch {
    return fallback;
  }
  if (url.origin !== nowhere || url.pathname.startsWith('//')) return fallback;
  return url.pathname + url.search + url.hash;
}
