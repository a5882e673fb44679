/** The words of a form by the names of its fields. */
export type Words = Readonly<Record<string, string>>;

type Text = HTMLInputElement | HTMLTextAreaElement;
const TEXTS = 'textarea[name], input[name]:is([type=text], [type=email], [type=tel])';

const wordsIn = (fields: readonly (Text | HTMLSelectElement)[]): Words =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value]));

const textsOf = (form: HTMLFormElement): Text[] => [...form.querySelectorAll<Text>(TEXTS)];
const choicesOf = (form: HTMLFormElement): HTMLSelectElement[] => [...form.querySelectorAll('select')];

/** What somebody wrote, and what was chosen beside it. */
export const textIn = (form: HTMLFormElement): Words => wordsIn(textsOf(form));
export const allIn = (form: HTMLFormElement): Words => wordsIn([...textsOf(form), ...choicesOf(form)]);

/** Puts words into their fields as if they were typed, so that whoever listens to a field hears of it. */
export function putInto(form: HTMLFormElement, words: Words): void {
  for (const field of [...textsOf(form), ...choicesOf(form)]) {
    const word = words[field.name];
    if (word === undefined || word === field.value) continue;
    field.value = word;
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

/** Whether anything is written that the server does not have. */
export const isUnsent = (words: Words, had: string): boolean =>
  Object.values(words).some((each) => each !== had && each.trim() !== '');

/**
 * What the fields show of what this device kept; null where nothing has to come back. What was written before it could be read
 * stands behind it: neither takes the place of the other.
 */
export function broughtBack(kept: Words, stands: Words, had: string): Words | null {
  const back = Object.entries(stands).flatMap(([name, now]): [string, string][] => {
    const was = kept[name] ?? '';
    if (was === now || was === had || was.trim() === '') return [];
    return [[name, now === had || now === '' || was.includes(now) ? was : `${was}\n${now}`]];
  });
  return back.length > 0 ? Object.fromEntries(back) : null;
}
