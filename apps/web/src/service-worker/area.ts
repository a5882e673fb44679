const ENGLISH = /^\/en(?=\/)/;
const bare = (pathname: string): string => pathname.replace(ENGLISH, '');

/** Where applicants work. */
export const isArea = (pathname: string): boolean => /^\/(apply|sign|offline)(\/|$)/.test(bare(pathname));

/** Pages that are worth seeing without a network: cases, their steps, what is to be signed. Beginning something new needs one. */
export function isKept({ pathname, searchParams }: URL): boolean {
  const path = bare(pathname);
  if (searchParams.has('cursor')) return false;
  return /^\/apply$|^\/apply\/filings\/fil_[^/]+(\/|$)|^\/sign\/[^/]+$/.test(path);
}

/** A page is kept once, whatever the address says behind it. */
export const pathOf = ({ pathname }: URL): string => pathname;

/** Whether the server took a form, and not the sign-in page of a public network in its place. What a form leads to is hidden from the worker. */
export const wasTaken = ({ status, type, headers }: Response): boolean =>
  status < 400 && (type === 'opaqueredirect' || headers.has('x-request-id'));

/** Requests after which nobody is there, or perhaps somebody else. */
export function changesPerson({ pathname, search }: URL): 'leaves' | 'arrives' | null {
  const path = bare(pathname);
  if (path === '/sign-out' || (path === '/account' && search.startsWith('?/erase'))) return 'leaves';
  if (/^\/sign-(in|up)(\/|$)/.test(path) || /^\/api\/auth\/(sign-in|sign-up)\//.test(path)) return 'arrives';
  return path === '/api/auth/sign-out' ? 'leaves' : null;
}
