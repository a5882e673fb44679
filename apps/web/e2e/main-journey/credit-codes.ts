const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const INNER = [3, 7, 9, 10, 5, 8, 4, 2];

function innerCheck(body: string): string {
  const sum = [...body].reduce((total, letter, at) => {
    const value = /\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 55;
    return total + value * (INNER[at] ?? 0);
  }, 0);
  return ['X', '0'][[10, 11].indexOf(11 - (sum % 11))] ?? String(11 - (sum % 11));
}

/** A fictional credit code in the reserved division (GB 32100-2015): 91 for an enterprise, 12 for a public institution. */
export function aCreditCode(serial: number, registrar: '91' | '12' = '91'): string {
  const body = `E${String(serial).padStart(7, '0')}`;
  const open = `${registrar}370299${body}${innerCheck(body)}`;
  let weight = 1;
  const sum = [...open].reduce((total, letter) => {
    const part = ALPHABET.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
    return total + part;
  }, 0);
  return open + (ALPHABET[(31 - (sum % 31)) % 31] ?? '');
}
