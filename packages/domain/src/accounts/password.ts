/** How long a password is, in characters; nothing else is asked of one. */
export const PASSWORD_LENGTHS = { least: 10, most: 200 } as const;
