import { extensionOf, FILE_TYPES, type FileType } from './formats.ts';

const MOST_CHARACTERS = 100;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u2800\p{Default_Ignorable_Code_Point}]/gu;

/**
 * The name under which a file is shown and saved: its last path part, without anything invisible or that some system takes for
 * more than a letter, at most 100 characters with the extension kept. Where nothing is left, or no extension, its type names it.
 */
export function safeFileName(given: string, type: FileType): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const shown = last
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\p{Zs}+/gu, ' ');
  // Windows drops dots and spaces at the end of a name: what remains must be the same everywhere.
  const trimmed = shown
    .replace(/^[. ]+/, '')
    .slice(0, 2_000)
    .replace(/[. ]+$/, '');
  const extension = extensionOf(trimmed);
  const stem = extension === '' ? trimmed : trimmed.slice(0, -extension.length - 1);
  const ending = extension === '' ? FILE_TYPES[type].extensions[0] : extension;
  const named = stem === '' ? '文件' : RESERVED.test(stem) ? `_${stem}` : stem;
  return `${[...named].slice(0, MOST_CHARACTERS - ending.length - 1).join('')}.${ending}`;
}
