import type { MergeConflict } from '@lianchuang/domain/filings';
import type { FilingView } from '@lianchuang/contract/filings';
import type { ProblemFields } from '#lib/ui/problem.ts';
import type { Step } from './steps.ts';

/** What stands before every field's name in the form of a step. */
export const PREFIXES = { mechanisms: 'mechanisms.', plan: 'plan.' } as const;

/** What is wrong, by the id of the field. */
export type FieldErrors = Record<string, string>;

/** One change for the API: below the filing's address, with the field that an error's pointer means. */
export type Edit = { path: string; body: unknown; field: (pointer: string) => string };

/** A part of a draft as one step's form holds it: all text, so that nothing typed is lost however odd it is. */
export type Part<T> = {
  step: Step;
  /** One of `PREFIXES`. */
  prefix?: string;
  /** As typed; rows without a word in them are dropped. */
  typed: (form: FormData) => T;
  /** As the server has it. */
  of: (filing: FilingView) => T;
  /** What to send, or what cannot be sent. */
  edit: (typed: T, filing: FilingView) => { edits: Edit[]; errors: FieldErrors };
  /** With empty rows to write in. */
  spare?: (typed: T) => T;
};

/** A field, or a row, that somebody else changed as well. Undefined is a row that is not there. */
export type Dispute = MergeConflict & { field: string };

/** What is in dispute after an answer. A row that one took out oneself is told once; it stays to be decided. */
export function stillDisputed(before: readonly Dispute[], told: readonly Dispute[]): Dispute[] {
  const isTold = ({ field }: Dispute) => told.some((each) => each.field === field);
  return [...told, ...before.filter((each) => each.mine === undefined && !isTold(each))];
}

/** What saving a step answers; everything typed comes back, together with what others wrote elsewhere in it. */
export type StepReply<T = unknown> = {
  typed: T;
  version: number;
  /** JSON of what to compare with next time: what the server has, but what is in dispute as it was before. */
  base: string;
  errors?: FieldErrors;
  problem?: ProblemFields;
  disputes?: Dispute[];
  /** What the server has, where something is in dispute. */
  theirs?: T;
  /** Who changed this step last, and when. */
  by?: { name: string; at: string } | null;
  savedAt?: string;
};

/** Fields are named as the API's pointers are: `/plan/funding/0/year` is `plan.funding.0.year`. */
export function fieldOf(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.');
}

/** The form's name of a place in a part: `/funding/0/year` of the plan is `plan.funding.0.year`. */
export const fieldAt = ({ prefix = '' }: { prefix?: string }, pointer: string): string => prefix + fieldOf(pointer);

/** A value as a form would send it, so that what a script sends is read like everything else. */
export function formOf(value: unknown, name: string, form = new FormData()): FormData {
  if (typeof value === 'string') form.set(name, value);
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value))
      formOf(each, name === '' || name.endsWith('.') ? name + key : `${name}.${key}`, form);
  return form;
}

/** Puts in place of what a form would send what changed in a part and what it is to be compared with. */
export function refill(form: FormData, { base, mine }: { base: unknown; mine: unknown }, prefix = ''): void {
  for (const name of [...form.keys()]) form.delete(name);
  formOf(mine, prefix, form).set('base', JSON.stringify(base));
}

/** Tells whether two states of a part are the same (cyrb53); no secret, so no cryptography. */
export function fingerprint(value: unknown): string {
  const text = JSON.stringify(value);
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
