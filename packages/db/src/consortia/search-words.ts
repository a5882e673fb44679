/** Keeps letters and digits only, in NFKC and lower case: what is written differently but reads the same is found. */
export function searchable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const BETWEEN_FIELDS = 'zzfieldzz';

/** Overlapping pairs of characters and, last, the final character alone, so that one character can be found anywhere. */
function pairs(text: string): string[] {
  const letters = [...searchable(text)];
  return letters.map((letter, at) => letter + (letters[at + 1] ?? ''));
}

/** The text of the index for a document: the pairs of each field, kept apart so that no phrase crosses two fields. */
export function indexWords(fields: readonly string[]): string {
  return fields
    .map(pairs)
    .filter((each) => each.length > 0)
    .map((each) => each.join(' '))
    .join(` ${BETWEEN_FIELDS} `);
}

/** The FTS5 expression for any run of characters; undefined when nothing searchable was asked for. */
export function matchWords(q: string): string | undefined {
  const letters = [...searchable(q)];
  if (letters.length === 0) return undefined;
  if (letters.length === 1) return `words : "${letters[0]}"*`;
  const phrase = letters.slice(0, -1).map((letter, at) => letter + (letters[at + 1] ?? ''));
  return `words : "${phrase.join(' ')}"`;
}
