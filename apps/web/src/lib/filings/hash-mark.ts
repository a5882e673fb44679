/** The beginning of a content hash, by which people name one state of a text. */
export const hashMark = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
