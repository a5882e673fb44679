import { ok, refuse, type Result } from '../kernel/result.ts';

export type TextRule = { readonly max: number; readonly multiline?: boolean };

export type TextRefusal =
  | { code: 'text.empty' }
  | { code: 'text.too-long'; have: number; need: number }
  | { code: 'text.line-break'; position: number }
  | { code: 'text.control-character'; position: number; found: string }
  | { code: 'text.broken-character'; position: number }
  | { code: 'text.direction-override'; position: number; found: string };

// A joiner stays only where it glues two emoji into one (a family, a flag); anywhere else it makes a twin of a name.
const JOINER = /([\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]\u200d(?=\p{Extended_Pictographic}))|\u200d/gu;
const EDGE = /[\p{Zs}\t\r\n]/u;
const INVISIBLE = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;
const BAD_IN_LINE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const BAD_IN_LINES = /[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

function stripZeroWidth(text: string): string {
  return text.replace(/[\u200b\u200c\u2060\ufeff]/g, '').replace(JOINER, (_, kept: string | undefined) => kept ?? '');
}

// A regular expression for trailing spaces is quadratic on a long run of inner ones.
function trimEdges(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && EDGE.test(text.charAt(start))) start += 1;
  while (end > start && EDGE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function findBadCharacter(text: string, multiline: boolean): TextRefusal | undefined {
  const match = (multiline ? BAD_IN_LINES : BAD_IN_LINE).exec(text);
  if (!match) return undefined;
  const position = [...text.slice(0, match.index)].length + 1;
  const point = match[0].codePointAt(0) ?? 0;
  const found = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  if (point === 0x0a || point === 0x0d) return { code: 'text.line-break', position };
  if (point < 0xa0) return { code: 'text.control-character', position, found };
  if (point >= 0xd800) return { code: 'text.broken-character', position };
  return { code: 'text.direction-override', position, found };
}

/**
 * A text field as it is stored: trimmed, without stray zero-width characters, line ends as LF where `multiline`,
 * all else untouched; length counts code points, refusals are `TextRefusal`, positions count from 1.
 */
export function cleanText(given: string, { max, multiline = false }: TextRule): Result<string, TextRefusal> {
  const lines = multiline ? given.replace(/\r\n?/g, '\n') : given;
  const text = trimEdges(stripZeroWidth(lines));
  if (INVISIBLE.test(text)) return refuse({ code: 'text.empty' });
  const bad = findBadCharacter(text, multiline);
  if (bad) return refuse(bad);
  const have = [...text].length;
  return have > max ? refuse({ code: 'text.too-long', have, need: max }) : ok(text);
}

/** What two names are compared by: NFKC, lower case, one kind of bracket, nothing invisible; never shown or stored as the name. */
export function comparableName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[[{〔【〖「『《〈]/g, '(')
    .replace(/[\]}〕】〗」』》〉]/g, ')');
}
