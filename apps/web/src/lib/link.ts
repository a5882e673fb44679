import { localizeHref } from './paraglide/runtime.js';

/** Every internal address goes through here: it stays in the visitor's language. */
export function link(path: string): string {
  return localizeHref(path);
}
