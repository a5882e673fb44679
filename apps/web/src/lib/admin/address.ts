type Changes = Record<string, string | null | undefined>;

/** The same address with some of its query changed; an empty value goes, and so does the place in the pages. */
export function addressWith(url: URL, changes: Changes): string {
  const query = new URLSearchParams(url.searchParams);
  query.delete('cursor');
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  return query.size > 0 ? `${url.pathname}?${query}` : url.pathname;
}
