import type { FilingRow } from '@lianchuang/contract/filings';
import { EDITABLE, ENDED } from '@lianchuang/domain/filings';

export const CASE_GROUPS = ['ours', 'invited', 'theirs', 'registered', 'ended'] as const;
export type CaseGroup = (typeof CASE_GROUPS)[number];

/** Whose turn a case is, seen from the caller's organizations. */
export function groupOf(row: Pick<FilingRow, 'status' | 'part' | 'ownSignature' | 'consortiumId'>): CaseGroup {
  if (row.consortiumId !== null) return 'registered';
  if (ENDED.includes(row.status)) return 'ended';
  if (!EDITABLE.includes(row.status)) return 'theirs';
  if (row.part === 'lead') return 'ours';
  return row.ownSignature === 'current' || row.ownSignature === 'refused' ? 'theirs' : 'invited';
}
