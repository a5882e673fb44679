/** A hash in groups of four, so that two people can compare it aloud. */
export const hashGroups = (hash: string): string => hash.replace(/(.{4})(?=.)/g, '$1 ');
