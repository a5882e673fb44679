import { ok, refuse, type Result } from '../kernel/result.ts';

/** Eighteen characters of GB 32100-2015 with both check characters right; proves form, never ownership. */
export type Uscc = string & { readonly __brand: 'Uscc' };

export type UsccRefusal =
  | { code: 'uscc.empty' }
  | { code: 'uscc.wrong-length'; have: number; need: 18 }
  | { code: 'uscc.forbidden-letter'; position: number; found: string; likely: string }
  | { code: 'uscc.bad-character'; position: number; found: string }
  | { code: 'uscc.unknown-registrar'; position: 1 | 2; found: string }
  | { code: 'uscc.bad-division'; position: number; found: string }
  | { code: 'uscc.bad-check-character'; position: 18; found: string }
  | { code: 'uscc.bad-organization-check-character'; position: 17; found: string };

export type UsccHint =
  'enterprise' | 'public_institution' | 'government' | 'social_organization' | 'private_non_enterprise' | 'other';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const MISREAD: Record<string, string> = { I: '1', O: '0', S: '5', V: 'U', Z: '2' };

// A class list is closed only where the reference states all of it; elsewhere the two check characters guard.
const OPEN = '123456789';
const CLASSES: Record<string, string> = {
  1: '1239',
  2: OPEN,
  3: OPEN,
  4: OPEN,
  5: '1239',
  6: OPEN,
  7: OPEN,
  8: OPEN,
  9: '123',
  A: OPEN,
  N: '1239',
  Y: OPEN,
};

const HINTS: Record<string, UsccHint> = {
  11: 'government',
  12: 'public_institution',
  51: 'social_organization',
  52: 'private_non_enterprise',
  91: 'enterprise',
};

/** Character 18 for the first seventeen (GB 32100-2015: weights 3^(i-1) mod 31). */
export function usccCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(first17.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Character 17 for characters 9 to 16 (GB 11714: letters count 10 to 35, mod 11). */
export function organizationCheckCharacter(first8: string): string {
  const sum = ORGANIZATION_WEIGHTS.reduce((total, weight, i) => total + weight * parseInt(first8.charAt(i), 36), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

function normalise(given: string): string {
  return given
    .replace(/[\s\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

function findWrongCharacter(characters: readonly string[]): UsccRefusal | undefined {
  for (const [index, found] of characters.entries()) {
    const position = index + 1;
    const likely = MISREAD[found];
    if (likely) return { code: 'uscc.forbidden-letter', position, found, likely };
    if (!ALPHABET.includes(found)) return { code: 'uscc.bad-character', position, found };
  }
  return undefined;
}

function findWrongPart(code: string): UsccRefusal | undefined {
  const classes = CLASSES[code.charAt(0)];
  if (!classes) return { code: 'uscc.unknown-registrar', position: 1, found: code.charAt(0) };
  if (!classes.includes(code.charAt(1))) return { code: 'uscc.unknown-registrar', position: 2, found: code.charAt(1) };
  const letter = code.slice(2, 8).search(/\D/);
  if (letter >= 0) return { code: 'uscc.bad-division', position: letter + 3, found: code.charAt(letter + 2) };
  if (usccCheckCharacter(code) !== code.charAt(17)) {
    return { code: 'uscc.bad-check-character', position: 18, found: code.charAt(17) };
  }
  if (organizationCheckCharacter(code.slice(8, 16)) !== code.charAt(16)) {
    return { code: 'uscc.bad-organization-check-character', position: 17, found: code.charAt(16) };
  }
  return undefined;
}

/**
 * A unified social credit code as people type it (spaces, full width, lower case), normalised, or the first
 * way in which it is wrong as `UsccRefusal` (GB 32100-2015, GB 11714); abolished division numbers pass.
 */
export function parseUscc(given: string): Result<Uscc, UsccRefusal> {
  const code = normalise(given);
  const characters = [...code];
  if (characters.length === 0) return refuse({ code: 'uscc.empty' });
  if (characters.length !== 18) return refuse({ code: 'uscc.wrong-length', have: characters.length, need: 18 });
  const refusal = findWrongCharacter(characters) ?? findWrongPart(code);
  return refusal ? refuse(refusal) : ok(code as Uscc);
}

/** What kind of organisation positions 1 and 2 suggest: a hint for the form, never a verdict (GB 32100-2015 table 1). */
export function usccHint(uscc: Uscc): UsccHint {
  return HINTS[uscc.slice(0, 2)] ?? 'other';
}
