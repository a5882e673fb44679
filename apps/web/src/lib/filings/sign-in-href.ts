import { link } from '#lib/link.ts';

/** The way to sign in and back here. */
export const signInHref = (back: string): string => `${link('/sign-in')}?next=${encodeURIComponent(back)}`;
