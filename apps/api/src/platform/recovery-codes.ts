/** Copied by hand from paper: nothing that looks like something else, and 32 of them, so that no letter is likelier. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const AMOUNT = 10;

function recoveryCode(): string {
  const drawn = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${drawn.slice(0, 5)}-${drawn.slice(5)}`;
}

/** Ten codes of fifty random bits each. */
export const recoveryCodes = (): string[] => Array.from({ length: AMOUNT }, recoveryCode);
