export type ClausePart = { text: string; strong: boolean };

/** A clause cut at the words that decide; words that do not occur in it are left alone. */
export function clauseParts(text: string, strong: string | readonly string[] | undefined): ClausePart[] {
  const wanted = (typeof strong === 'string' ? [strong] : (strong ?? [])).filter(
    (words) => words !== '' && text.includes(words),
  );
  if (wanted.length === 0) return [{ text, strong: false }];
  const at = wanted
    .map((words) => ({ words, index: text.indexOf(words) }))
    .sort((a, b) => a.index - b.index || b.words.length - a.words.length)[0];
  if (!at) return [{ text, strong: false }];
  const end = at.index + at.words.length;
  const rest = wanted.filter((words) => words !== at.words);
  const parts: ClausePart[] = [];
  if (at.index > 0) parts.push({ text: text.slice(0, at.index), strong: false });
  parts.push({ text: at.words, strong: true });
  if (end < text.length) parts.push(...clauseParts(text.slice(end), rest));
  return parts;
}
