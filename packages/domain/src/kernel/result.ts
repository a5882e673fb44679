/** A refusal is a value with a stable public code; `Facts` are what the caller may know about it. */
export type Refusal<Code extends string = string> = { readonly code: Code } & Record<string, unknown>;

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused<R extends Refusal = Refusal> = { readonly ok: false; readonly refusal: R };
export type Result<T, R extends Refusal = Refusal> = Ok<T> | Refused<R>;

/** Wraps a value that passed. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps the reason why something did not pass. */
export function refuse<R extends Refusal>(refusal: R): Refused<R> {
  return { ok: false, refusal };
}
