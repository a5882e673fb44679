export type CompositionNames = {
  lead: string;
  upstream: string[];
  midstream: string[];
  downstream: string[];
  academic: string[];
  other: string[];
};

const region = /[（(][^（）()]*[）)]/g;
const zhForm = /(股份)?有限(责任)?公司$/;
const enForm = /[,，]?\s*(Co\.?,?\s*Ltd\.?|Ltd\.?|Inc\.?|LLC|Corporation|Corp\.?)$/i;

/** A name without place in brackets and legal form; the full one stands in the table. */
export function shortName(name: string): string {
  const short = name.replace(region, '').replace(zhForm, '').replace(enForm, '').trim();
  return short === '' ? name : short;
}

const isNarrow = (char: string) => /[\u0020-\u024f]/.test(char);

/** Width in CJK characters. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, char) => sum + (isNarrow(char) ? 0.56 : 1), 0);
}

/** Hanzi one by one, Latin words and figures whole. */
function pieces(text: string): string[] {
  return text.match(/[\u0021-\u024f]+|\s+|[^\u0020-\u024f]/gu) ?? [];
}

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const char of text) {
    if (widthOf(kept + char) > width - 1) break;
    kept += char;
  }
  return `${kept.trimEnd()}…`;
}

/** At most two lines, of about equal length; what still does not fit ends in an ellipsis. */
export function wrapName(name: string, width: number): string[] {
  const short = shortName(name);
  const whole = widthOf(short);
  if (whole <= width) return [short];
  const aim = Math.min(width, Math.max(whole / 2, whole - width));
  let first = '';
  const rest = pieces(short);
  while (rest.length > 0) {
    const next = rest[0] ?? '';
    if (first !== '' && widthOf(first + next) > width) break;
    if (widthOf(first) >= aim) break;
    first += next;
    rest.shift();
  }
  const second = rest.join('').trim();
  return second === '' ? [cut(first.trim(), width)] : [cut(first.trim(), width), cut(second, width)];
}
