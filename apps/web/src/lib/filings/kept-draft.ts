import type { LastResort } from '#lib/device/last-resort.ts';
import { fingerprint } from './part.ts';

export type FoundDraft<T> = { typed: T; base: unknown; sent?: T };

/**
 * What was kept on this device, if it says more than the page does: what waits for the server, or what the server had already when
 * this page, opened without a network, does not show it yet.
 */
export function keptDraft<T>(kept: LastResort, shown: T, base: unknown, version: number): FoundDraft<T> | null {
  // A release before could keep nothing in place of what was typed.
  if (kept.typed === undefined) return null;
  const typed = kept.typed as T;
  if (kept.savedAt !== undefined) {
    const isNewer = (kept.version ?? 0) > version;
    return isNewer && JSON.stringify(typed) !== JSON.stringify(shown) ? { typed, base: kept.base } : null;
  }
  // The release before kept a fingerprint: where it fits, that is the state; where not, nobody knows what changed since.
  if (typeof kept.base === 'string') return { typed, base: kept.base === fingerprint(base) ? base : {} };
  return { typed, base: kept.base, ...(kept.sent !== undefined && { sent: kept.sent as T }) };
}
