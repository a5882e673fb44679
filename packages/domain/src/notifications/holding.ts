import { EDITABLE, signatureState, type Filing } from '../filings/index.ts';
import type { NotificationKind } from './tellings.ts';

/** What is told outside the product a while later only: a draft is saved as it is typed, and a slip that is taken back is no news. */
export const HELD: readonly NotificationKind[] = ['sign-again'];
export const HELD_FOR_MS = 10 * 60_000;

/** What somebody who is told one of these is asked for: whoever has been told the later one needs no earlier one. */
export const SAME_ASKING: readonly NotificationKind[] = ['sign-again', 'reminded'];

/** Whether what was held still holds: a signature of these organizations does not count, and the case waits for it. */
export function isStillDue(filing: Filing, organizations: readonly string[]): boolean {
  return (
    EDITABLE.includes(filing.status) &&
    filing.members.some(
      (member) =>
        organizations.includes(member.organizationId ?? '') &&
        ['void', 'missing'].includes(signatureState(member, filing)),
    )
  );
}
