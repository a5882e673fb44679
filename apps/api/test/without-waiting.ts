import { afterAll, beforeAll, vi } from 'vitest';

/** Cuts short what is waited between tries, where thousands are tried; the waiting is tested with the retries themselves. */
export function withoutWaiting(): void {
  const { setTimeout: usual } = globalThis;
  beforeAll(() => {
    vi.stubGlobal('setTimeout', (run: () => void, milliseconds: number) => usual(run, Math.min(milliseconds, 1)));
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });
}
