import { describe, expect, it } from 'vitest';
import { sealingOverdue } from './index.ts';

describe('decisions without seals', () => {
  const HOUR = 3_600_000;
  it.each([
    [null, 100 * HOUR, false],
    [0, 4 * HOUR, false],
    [0, 4 * HOUR + 1, true],
    [HOUR, 4 * HOUR, false],
  ])('oldest unsealed event at %s, now %s: stop = %s', (oldest, now, stop) => {
    expect(sealingOverdue(oldest, now)).toBe(stop);
  });

  it('a grace of zero switches the rule off', () => expect(sealingOverdue(0, 1e12, 0)).toBe(false));
});
