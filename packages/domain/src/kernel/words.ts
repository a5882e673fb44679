/** A sentence or label in both languages of the product; Chinese leads. */
export type Words = { readonly zh: string; readonly en: string };
export type Locale = keyof Words;
