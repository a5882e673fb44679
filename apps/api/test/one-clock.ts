import { afterAll, beforeEach, vi } from 'vitest';
import { now, setClock } from '../src/platform/clock.ts';

const QUARTER_OF_AN_HOUR = 15 * 60_000;

/**
 * The sign-in library reads the clock of the machine: for the whole file both show the same, and stand still until a test moves
 * them. Every test begins in a stretch of limits of its own.
 */
export function oneClock() {
  vi.useFakeTimers({ toFake: ['Date'] });
  const at = (instant: number): void => {
    vi.setSystemTime(instant);
    setClock(instant);
  };
  const later = (milliseconds: number): void => at(now() + milliseconds);
  at(Date.parse('2026-06-01T09:00:00+08:00'));
  beforeEach(() => later(QUARTER_OF_AN_HOUR));
  afterAll(() => {
    vi.useRealTimers();
  });
  return { at, later };
}
