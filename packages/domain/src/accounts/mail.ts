/** Whoever signed up by phone has no address of mail; what the sign-in library keeps in its place ends so (RFC 2606). */
export const NO_MAIL_DOMAIN = '@phone.invalid';

/** The address under which somebody gets mail; empty for whoever has none. */
export const mailOf = (email: string): string => (email.endsWith(NO_MAIL_DOMAIN) ? '' : email);
