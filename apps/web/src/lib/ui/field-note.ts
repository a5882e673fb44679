import { getContext, setContext, type Snippet } from 'svelte';

/** Something that stands at a field and that the field knows nothing of, such as what somebody else wrote in it. */
export type FieldNote = {
  has: (id: string) => boolean;
  /** `say` puts a stored value in words, as a list of choices does. */
  show: Snippet<[{ id: string; say: ((value: string) => string) | undefined }]>;
};

const KEY = 'field-note';

export const setFieldNote = (note: FieldNote): FieldNote => setContext(KEY, note);
export const fieldNote = (): FieldNote | undefined => getContext<FieldNote | undefined>(KEY);
