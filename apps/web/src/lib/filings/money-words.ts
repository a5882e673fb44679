import { fenFromWan, wanFromFen } from '@lianchuang/domain/kernel';
import { m } from '#lib/paraglide/messages.js';

const words: Record<string, () => string> = {
  'money.malformed': m['apply.money.malformed'],
  'money.too-precise': m['apply.money.too_precise'],
  'money.out-of-range': m['apply.money.out_of_range'],
};

/** An amount typed in 万元: fen, null for an empty field, or the words that say how to mend it. */
export function fenOf(typed: string): { fen: number | null; wrong?: string } {
  if (typed.trim() === '') return { fen: null };
  const read = fenFromWan(typed);
  return read.ok
    ? { fen: read.value }
    : { fen: null, wrong: (words[read.refusal.code] ?? m['apply.money.malformed'])() };
}

/** What an amount field shows: no separators, so that it can be typed on. */
export function wanTyped(fen: number | null): string {
  return fen === null ? '' : wanFromFen(fen).replaceAll(',', '');
}
