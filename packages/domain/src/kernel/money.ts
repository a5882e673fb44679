import { ok, refuse, type Result } from './result.ts';

/** Renminbi in fen (1/100 yuan), always a whole number. */
export type Fen = number;

const MOST_FEN = 10_000_000_000_000;

export type MoneyRefusal =
  | { code: 'money.malformed'; given: string }
  | { code: 'money.too-precise'; given: string }
  | { code: 'money.out-of-range'; given: string; most: number };

/** Reads an amount in 万元 (10,000 yuan) with at most six decimals into fen; thousands separators are accepted. */
export function fenFromWan(given: string): Result<Fen, MoneyRefusal> {
  const text = given.normalize('NFKC').replaceAll(/[\s,]/g, '');
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text);
  if (match === null) return refuse({ code: 'money.malformed', given });
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  if (decimals.length > 6) return refuse({ code: 'money.too-precise', given });
  const fen = Number(match[1]) * 1_000_000 + Number(decimals.padEnd(6, '0'));
  return fen > MOST_FEN ? refuse({ code: 'money.out-of-range', given, most: MOST_FEN }) : ok(fen);
}

/** Shows fen as 万元 with thousands separators and no trailing zeros: 123,456,000,000 fen is `123,456`. */
export function wanFromFen(fen: Fen): string {
  const whole = Math.trunc(fen / 1_000_000);
  const rest = String(fen % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const grouped = String(whole).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return rest === '' ? grouped : `${grouped}.${rest}`;
}
