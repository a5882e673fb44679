type InHand = { readonly sends: boolean };

/** The drafts of this page's life, by address; never on the server, where everybody would share them. */
export const draftsInHand = new Map<string, InHand>();

/** Whether a form of this page, open or left, still sends what was typed there: nobody else does meanwhile. */
export const isInHand = (href: string): boolean => draftsInHand.get(href)?.sends === true;
