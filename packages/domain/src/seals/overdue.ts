import type { Instant } from '../kernel/index.ts';

/** How long decisions may go on without a seal: X-Road's acceptable failure period of 14,400 s. */
export const SEAL_GRACE_SECONDS = 14_400;

/**
 * Whether decisions have to stop because what was decided is no longer being sealed.
 *
 * @param oldest the instant (ms) of the oldest event that no published seal covers; null when all are covered
 * @param grace seconds; 0 switches the rule off
 */
export function sealingOverdue(oldest: Instant | null, now: Instant, grace: number = SEAL_GRACE_SECONDS): boolean {
  return grace > 0 && oldest !== null && now - oldest > grace * 1000;
}
