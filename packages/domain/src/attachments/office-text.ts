import type { ArchiveEntry } from './archives.ts';

/** Parts of a workbook in which a command of another program can stand. */
export const mayCommand = ({ name }: Pick<ArchiveEntry, 'name'>): boolean =>
  /^xl\/(?:worksheets|externalLinks)\/[^/]+\.xml$/i.test(name);

/** True where a part of a workbook calls another program when it is opened (DDE), as a link or inside a formula. */
export function commandsIn(text: string): boolean {
  return /<(?:\w+:)?ddeLink\b/i.test(text) || /<(?:\w+:)?f(?:\s[^>]*)?>[^<"|]{0,500}\|/i.test(text);
}

/** True for text out of a PDF that says its content is locked by a password or a certificate. */
export function locksIn(text: string): boolean {
  return /\/Encrypt\s*(?:\d+\s+\d+\s+R\b|<<)/.test(text);
}
