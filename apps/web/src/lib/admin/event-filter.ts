export type EventFilter = { subject: string; actor: string };

/** Ids only: a record that wrote, or a person who did. */
export function readEventFilter(params: URLSearchParams): EventFilter {
  const read = (name: string) => (params.get(name) ?? '').trim().slice(0, 80);
  return { subject: read('subject'), actor: read('actor') };
}

const homes: Record<string, string> = {
  fil: '/admin/filings/',
  con: '/admin/consortia/',
  ntc: '/notices/',
  usr: '/admin/accounts/',
};

/** Where a record of the trail can be looked at; null when it has no page. */
export function pathOfSubject(subject: string): string | null {
  const home = homes[subject.slice(0, subject.indexOf('_'))];
  return home === undefined ? null : home + subject;
}
