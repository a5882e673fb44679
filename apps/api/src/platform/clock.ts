import type { Instant } from '@lianchuang/domain/kernel';

let read: () => Instant = () => Date.now();

/** The one clock of the Worker, read once per request. */
export function now(): Instant {
  return read();
}

/** Tests set the clock; called with nothing it goes on by itself again. */
export function setClock(at?: Instant): void {
  read = at === undefined ? () => Date.now() : () => at;
}
