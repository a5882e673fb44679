/** One character as it will be set: its width in thousandths of the size. */
export type Piece = { readonly character: string; readonly width: number };

const NEVER_FIRST = new Set('，。、；：？！）》」』】〉〕”’…—％‰℃·～,.;:?!)]}%');
const NEVER_LAST = new Set('（《「『【〈〔“‘([{￥$#');
const isWord = (character: string): boolean => /[\p{Script=Latin}\p{Nd}._@%+&/:=~'-]/u.test(character);

/** Whether a line may end after `before` (line-breaking rules of Chinese typesetting; words and figures stay whole). */
function mayBreak(before: string, after: string): boolean {
  if (after === ' ' || NEVER_FIRST.has(after) || NEVER_LAST.has(before)) return false;
  return before === ' ' || !(isWord(before) && isWord(after));
}

const trimmed = <P extends Piece>(line: readonly P[]): P[] => {
  const end = line.findLastIndex(({ character }) => character !== ' ');
  return line.slice(0, end + 1);
};

/** The lines of one paragraph of pieces; `indent` and `width` in the same thousandths. What cannot break is cut. */
export function breakLines<P extends Piece>(pieces: readonly P[], width: number, indent = 0): P[][] {
  const lines: P[][] = [];
  let start = 0;
  let used = indent;
  let lastBreak = 0;
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] as P;
    const before = pieces[at - 1];
    if (at > start && before !== undefined && mayBreak(before.character, piece.character)) lastBreak = at;
    // More than once where what is carried over leaves no room either.
    while (used + piece.width > width && at > start && piece.character !== ' ') {
      const end = lastBreak > start ? lastBreak : at;
      lines.push(trimmed(pieces.slice(start, end)));
      start = end;
      used = 0;
      for (let next = start; next < at; next += 1) used += pieces[next]?.width ?? 0;
    }
    used += piece.width;
  }
  const rest = trimmed(pieces.slice(start));
  if (rest.length > 0 || lines.length === 0) lines.push(rest);
  return lines;
}
